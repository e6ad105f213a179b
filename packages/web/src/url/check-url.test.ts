import { AppError } from '@async-events/core'
import { describe, expect, test } from 'vitest'
import { checkUrl } from './check-url.ts'
import { parseFetchAllow } from './fetch-allow.ts'

function verdict(url: string, allow = ''): string {
  try {
    checkUrl(url, { allow: parseFetchAllow(allow) })
    return 'ok'
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown)
  }
}

describe('U01: what is no http(s) URL we read', () => {
  test.each([
    ['ftp://example.org/a'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['data:text/html,hi'],
    ['gopher://example.org:70/'],
    ['http://user@example.org/'],
    ['http://user:pass@example.org/'],
    ['http://:pass@example.org/'],
    [`http://example.org/${'a'.repeat(2048)}`],
    [''],
    ['example.org/talk'],
    ['//example.org/talk'],
    ['http://'],
    ['http:///'],
    ['http://exa mple.org/'],
    ['http://example.org:99999/'],
    ['http://exa\nmple.org/'],
    ['ht\ttp://example.org/'],
    ['http://example.org/\u0000'],
    ['http://example..org/'],
    ['http://-example.org/'],
    ['http://1.2.3.4.5/'],
    ['http://256.256.256.256/'],
    ['http://[::1/'],
    ['http://[fe80::1%25eth0]/'],
    [`http://${'a'.repeat(64)}.org/`],
  ])('%j', (url) => expect(verdict(url)).toBe('validation_error'))

  test('one character below the limit is read', () => {
    expect(verdict(`http://example.org/${'a'.repeat(2048 - 19)}`)).toBe('ok')
    expect(verdict(`http://example.org/${'a'.repeat(2048 - 18)}`)).toBe('validation_error')
  })

  test('the detail names the field', () => {
    try {
      checkUrl('ftp://a.org', { path: 'jobs[3].parameters.url' })
      expect.unreachable()
    } catch (thrown) {
      expect(thrown).toMatchObject({ details: [{ path: 'jobs[3].parameters.url', code: 'invalid_url' }] })
    }
  })
})

describe('U02: what is visibly not public', () => {
  test.each([
    ['http://127.0.0.1/'],
    ['http://127.1/'],
    ['http://2130706433/'],
    ['http://0x7f000001/'],
    ['http://0X7F.1/'],
    ['http://0177.0.0.1/'],
    ['http://017700000001/'],
    ['http://0x7f.0.0x0.1/'],
    ['http://127.0.0.1./'],
    ['http://１２７.０.０.１/'],
    ['http://①②⑦.⓪.⓪.①/'],
    ['http://127。0。0。1/'],
    ['http://%31%32%37.0.0.1/'],
    ['http:\\\\127.0.0.1\\'],
    ['http:127.0.0.1/'],
    ['http://0/'],
    ['http://0.0.0.0/'],
    ['http://10.1.2.3/'],
    ['http://100.64.0.1/'],
    ['http://100.100.100.200/latest/meta-data'],
    ['http://168.63.129.16/'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://0xa9fea9fe/'],
    ['http://172.16.0.1/'],
    ['http://172.31.255.255/'],
    ['http://192.0.0.192/'],
    ['http://192.0.2.1/'],
    ['http://192.168.1.1/'],
    ['http://198.18.0.1/'],
    ['http://203.0.113.7/'],
    ['http://224.0.0.1/'],
    ['http://255.255.255.255/'],
    ['http://[::]/'],
    ['http://[::1]/'],
    ['http://[0:0:0:0:0:0:0:1]/'],
    ['http://[::127.0.0.1]/'],
    ['http://[::ffff:127.0.0.1]/'],
    ['http://[::ffff:7f00:1]/'],
    ['http://[::ffff:8.8.8.8]/'],
    ['http://[64:ff9b::7f00:1]/'],
    ['http://[64:ff9b:1::1]/'],
    ['http://[2002:7f00:1::]/'],
    ['http://[2001:0:7f00:1::]/'],
    ['http://[2001:db8::1]/'],
    ['http://[fd00:ec2::254]/'],
    ['http://[fe80::1]/'],
    ['http://[fec0::1]/'],
    ['http://[ff02::1]/'],
    ['http://[100::1]/'],
    ['http://[3fff::1]/'],
    ['http://localhost/'],
    ['http://LOCALHOST./'],
    ['http://a.localhost/'],
    ['http://printer.local/'],
    ['http://api.default.svc/'],
    ['http://api.default.svc.cluster.local/'],
    ['http://vault.internal/'],
    ['http://metadata.google.internal/'],
    ['http://metadata.goog/'],
    ['http://metadata/'],
    ['http://instance-data/'],
    ['http://router.lan/'],
    ['http://nas.home.arpa/'],
    ['http://intranet/'],
    ['http://ｌｏｃａｌｈｏｓｔ/'],
    ['http://%6cocalhost/'],
  ])('%s', (url) => expect(verdict(url)).toBe('url_not_allowed'))
})

test.each([
  ['http://example.org/'],
  ['https://fosdem.org/2025/schedule/event/fosdem-2025-1234/'],
  ['https://münchen.example/vortrag'],
  ['http://8.8.8.8/'],
  ['http://[2606:4700::1111]/'],
  ['https://example.org:8443/a?b=c#d'],
  ['https://example.org/my talk.pdf'],
  ['https://nohost.invalid/'],
  ['http://172.32.0.1/'],
  ['http://100.128.0.1/'],
  ['http://localhost.example.org/'],
])('%s is read', (url) => expect(verdict(url)).toBe('ok'))

describe('U01: ports of other protocols', () => {
  test.each([0, 1, 22, 25, 53, 587, 6000, 6379, 10080, 27017])('%d is not asked', (port) => {
    expect(verdict(`http://example.org:${port}/`)).toBe('url_not_allowed')
    expect(verdict(`http://8.8.8.8:${port}/`)).toBe('url_not_allowed')
  })

  test.each([2, 80, 81, 443, 8000, 8080, 8443, 65_535])('%d is', (port) => {
    expect(verdict(`http://example.org:${port}/`)).toBe('ok')
    expect(verdict(`http://[2606:4700::1111]:${port}/`)).toBe('ok')
  })

  test('one that the deployment names is', () => {
    expect(verdict('http://talks.example.org:6000/', 'talks.example.org:6000')).toBe('ok')
    expect(verdict('http://8.8.8.8:6000/', '8.8.8.8:6000')).toBe('ok')
    expect(verdict('http://8.8.8.8:6001/', '8.8.8.8:6000')).toBe('ok')
    expect(verdict('http://8.8.8.8:6666/', '8.8.8.8:6000')).toBe('url_not_allowed')
  })
})

describe('FETCH_ALLOW', () => {
  test.each([
    ['http://localhost:8080/a', 'localhost:8080', 'ok'],
    ['http://localhost:8081/a', 'localhost:8080', 'url_not_allowed'],
    ['https://localhost/a', 'localhost:443', 'ok'],
    ['http://minio:9000/x', 'minio', 'ok'],
    ['http://127.0.0.1:8080/', '127.0.0.1:8080', 'ok'],
    ['http://2130706433:8080/', '127.0.0.1:8080', 'ok'],
    ['http://127.0.0.1:8081/', '127.0.0.1:8080', 'url_not_allowed'],
    ['http://10.3.0.1/', ' 10.3.0.0/16 , 192.168.0.0/24:80', 'ok'],
    ['http://192.168.0.9/', '10.3.0.0/16,192.168.0.0/24:80', 'ok'],
    ['https://192.168.0.9/', '10.3.0.0/16,192.168.0.0/24:80', 'url_not_allowed'],
    ['http://10.4.0.1/', '10.3.0.0/16', 'url_not_allowed'],
    ['http://[fd00::5]/', 'fd00::/8', 'ok'],
    ['http://[fd00::5]/', '[fd00::/8]:80', 'ok'],
    ['http://[fd00::5]:81/', '[fd00::/8]:80', 'url_not_allowed'],
    ['http://[::1]:81/', '[::1]:81', 'ok'],
    ['http://[::ffff:127.0.0.1]/', '127.0.0.0/8', 'url_not_allowed'],
    ['http://localhost/', '127.0.0.0/8', 'url_not_allowed'],
    ['http://127.0.0.1:5000/samples/a.html', 'http://127.0.0.1:5000/samples/', 'ok'],
    ['http://127.0.0.1:5000/samples/../api', 'http://127.0.0.1:5000/samples/', 'url_not_allowed'],
    ['http://127.0.0.1:5000/samples/%2e%2E/api', 'http://127.0.0.1:5000/samples/', 'url_not_allowed'],
    ['http://127.0.0.1:5000/samples\\..\\api', 'http://127.0.0.1:5000/samples/', 'url_not_allowed'],
    ['http://127.0.0.1:5000/samples', 'http://127.0.0.1:5000/samples/', 'url_not_allowed'],
    ['http://127.0.0.1:5001/samples/a.html', 'http://127.0.0.1:5000/samples/', 'url_not_allowed'],
    ['https://127.0.0.1:5000/samples/a.html', 'http://127.0.0.1:5000/samples/', 'url_not_allowed'],
    ['http://2130706433:5000/samples/a.html', 'http://127.0.0.1:5000/samples/', 'ok'],
    ['http://wiki/talks/1', 'http://wiki/talks/', 'ok'],
    ['http://wiki/', 'http://wiki/talks/', 'url_not_allowed'],
  ])('%s with %j: %s', (url, allow, expected) => expect(verdict(url, allow)).toBe(expected))

  test('every bad entry is named at once', () => {
    try {
      parseFetchAllow(
        'good.org, 10.0.0.0/33, bad host, a:99999, [::1, 0x7f.1, 300.1.1.1, x:, ftp://a/, http://a/b, http://u@a/',
      )
      expect.unreachable()
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'validation_error' })
      expect((thrown as AppError).details.map((detail) => detail.message.split('"')[1])).toEqual([
        '10.0.0.0/33',
        'bad host',
        'a:99999',
        '[::1',
        '0x7f.1',
        '300.1.1.1',
        'x:',
        'ftp://a/',
        'http://a/b',
        'http://u@a/',
      ])
    }
  })
})
