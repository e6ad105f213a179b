import type { Generator } from './generator.ts'
import { java as jdk, maven, openapiGeneratorCommand, openapiGeneratorVenv, python } from './tools.ts'

const options =
  '--library okhttp-gson --invoker-package async.events --api-package async.events.api --model-package async.events.model --additional-properties=useSingleRequestParameter=true,disallowAdditionalPropertiesIfNotPresent=false'

export const java: readonly Generator[] = [
  {
    language: 'Java',
    folder: 'java',
    files: ['Use.java'],
    name: 'openapi-generator, java (okhttp)',
    needs: [python, jdk, maven],
    generate: [openapiGeneratorVenv, openapiGeneratorCommand('java', options)],
    compile: [
      'mvn -q -f client/pom.xml -DskipTests compile dependency:build-classpath -Dmdep.outputFile="$PWD/classpath"',
      'javac -cp "client/target/classes:$(cat classpath)" -d . Use.java',
    ],
    use: 'java -cp ".:client/target/classes:$(cat classpath)" Use',
    remark: 'the typed error is read by `ErrorAnswer.fromJson(error.getResponseBody())`',
  },
]
