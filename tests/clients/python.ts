import type { Generator } from './generator.ts'
import { java, openapiGeneratorCommand, python as python3, venv, withOpenapiGenerator } from './tools.ts'

const common = { language: 'Python', folder: 'python' }

export const python: readonly Generator[] = [
  {
    ...common,
    name: 'openapi-python-client',
    files: ['openapi-python-client.yaml', 'mypy.ini', 'use_openapi_python_client.py'],
    needs: [python3],
    generate: [
      venv('openapi-python-client==0.29.1'),
      '.venv/bin/openapi-python-client generate --path openapi.json --output-path client --config openapi-python-client.yaml --overwrite',
    ],
    compile: [
      '.venv/bin/pip install --quiet ./client mypy==2.4.1',
      '.venv/bin/mypy use_openapi_python_client.py',
    ],
    use: '.venv/bin/python use_openapi_python_client.py',
    remark: 'its configuration says that `application/zip` is bytes; sends JSON bodies and forms only',
  },
  {
    ...common,
    name: 'openapi-generator, python',
    files: ['mypy.ini', 'use_openapi_generator.py'],
    needs: [python3, java],
    generate: [withOpenapiGenerator(), openapiGeneratorCommand('python', '--package-name async_events')],
    compile: [
      '.venv/bin/pip install --quiet ./client mypy==2.4.1',
      '.venv/bin/mypy use_openapi_generator.py',
    ],
    use: '.venv/bin/python use_openapi_generator.py',
  },
]
