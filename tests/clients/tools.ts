import type { Tool } from './generator.ts'

export const python: Tool = {
  name: 'Python 3.10 or later',
  check: 'python3 -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))"',
  install: 'python3 and python3-venv',
}
export const java: Tool = { name: 'Java 17', check: 'java -version', install: 'openjdk-17-jdk-headless' }
export const maven: Tool = { name: 'Maven', check: 'mvn -version', install: 'maven' }
export const go: Tool = { name: 'Go', check: 'go version', install: 'golang' }
export const rust: Tool = {
  name: 'Rust',
  check: 'cargo --version && pkg-config --exists openssl',
  install: 'cargo, pkg-config and libssl-dev',
}

/** A virtual environment of the folder with these packages: `.venv/bin/…`. */
export const venv = (...packages: string[]): string =>
  `python3 -m venv .venv && .venv/bin/pip install --quiet ${packages.join(' ')}`

const openapiGenerator = 'openapi-generator-cli==7.26.0'
/** Its Java archive comes in a package of PyPI, with a command that runs it. */
export const openapiGeneratorVenv = venv(openapiGenerator)
export const openapiGeneratorCommand = (language: string, options: string): string =>
  `.venv/bin/openapi-generator-cli generate -g ${language} -i openapi.json -o client ${options}`.trim()
export const withOpenapiGenerator = (...packages: string[]): string => venv(openapiGenerator, ...packages)
