import type { Generator } from './generator.ts'
import { go as toolchain } from './tools.ts'

const common = { language: 'Go', folder: 'go', needs: [toolchain], use: 'go run .' }
const module = 'test -f go.mod || go mod init example'

export const go: readonly Generator[] = [
  {
    ...common,
    name: 'oapi-codegen',
    files: ['use_oapi_codegen.go'],
    generate: [
      'mkdir -p client',
      'go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 -generate types,client -package client -o client/client.go openapi.json',
    ],
    compile: [module, 'go get github.com/oapi-codegen/runtime@v1.9.0', 'go mod tidy', 'go vet ./...'],
    remark: 'an upload is built with `mime/multipart`',
  },
  {
    ...common,
    name: 'ogen',
    files: ['use_ogen.go'],
    generate: [
      'go run github.com/ogen-go/ogen/cmd/ogen@v1.25.0 --target client --package client --clean openapi.json',
    ],
    compile: [module, 'go get github.com/ogen-go/ogen@v1.25.0', 'go mod tidy', 'go vet ./...'],
  },
]
