/** Secrets that are recognised by form, in any text: a driver's message, a URL, a header. */
const forms: [RegExp, string][] = [
  // Credentials of a connection string or a URL, up to the last "@" before the path.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>\\]+@/gi, '$1[redacted]@'],
  [/\b(Bearer|Basic)( +|%20)[A-Za-z0-9._~+/=-]{6,}/gi, '$1 [redacted]'],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, 'whsec_[redacted]'],
  [/\b(ae_[0-9a-f]{16}_)[A-Za-z0-9_-]+/g, '$1[redacted]'],
  [/\bsk-[A-Za-z0-9_-]{16,}/g, 'sk-[redacted]'],
  [
    /([?&;](?:[a-z0-9_-]{0,40}(?:token|secret|password|signature|credential)|(?:api|access)[_-]?key|key|sig|auth)=)[^&;#\s"'<>\\]+/gi,
    '$1[redacted]',
  ],
]

/** Redacts what has the form of a secret: passwords in URLs, bearer tokens, keys, signatures. */
export const redactSecrets = (text: string): string =>
  forms.reduce((current, [form, instead]) => current.replace(form, instead), text)
