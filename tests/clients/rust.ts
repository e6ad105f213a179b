import type { Generator } from './generator.ts'
import { java, openapiGeneratorCommand, openapiGeneratorVenv, python, rust as toolchain } from './tools.ts'

export const rust: readonly Generator[] = [
  {
    language: 'Rust',
    folder: 'rust',
    files: ['Cargo.toml', 'main.rs'],
    name: 'openapi-generator, rust',
    needs: [python, java, toolchain],
    generate: [openapiGeneratorVenv, openapiGeneratorCommand('rust', '')],
    compile: ['cargo build --quiet'],
    use: 'cargo run --quiet',
    cannot: { events: 'it reads texts of the type `text/plain` only' },
    remark: 'writes a space in a path as `+`: a document with one in its path is found by its URL only',
  },
]
