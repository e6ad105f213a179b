{{/* What values.schema.json cannot say. Each message tells what to set. */}}
{{- define "async-events.checks" -}}
{{- $secrets := .Values.secrets -}}
{{- if not .Values.existingSecret -}}
{{- if not $secrets.MONGODB_URI -}}
{{- fail "MongoDB is missing: set secrets.MONGODB_URI (mongodb://host:27017/async-events?replicaSet=rs0), or existingSecret to a Secret with the key MONGODB_URI." -}}
{{- end -}}
{{- if not $secrets.REDIS_URL -}}
{{- fail "Redis is missing: set secrets.REDIS_URL (redis://host:6379), or existingSecret to a Secret with the key REDIS_URL." -}}
{{- end -}}
{{- if not $secrets.SECRETS_KEY -}}
{{- fail "The key that encrypts webhook secrets is missing: set secrets.SECRETS_KEY to the output of `openssl rand -base64 32` and keep it, or existingSecret to a Secret with the key SECRETS_KEY." -}}
{{- end -}}
{{- else -}}
{{- range $name, $value := $secrets -}}
{{- if $value -}}
{{- fail (printf "secrets.%s would not be used, as existingSecret is set: add it to that Secret." $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.artifacts.url .Values.artifacts.existingClaim -}}
{{- fail "Artifacts have two places: set artifacts.url (s3://…) or artifacts.existingClaim, not both." -}}
{{- end -}}
{{- if not (or .Values.artifacts.url .Values.artifacts.existingClaim) -}}
{{- fail "All pods share the artifacts: set artifacts.url to a bucket (s3://bucket/prefix?region=…), or artifacts.existingClaim to a PersistentVolumeClaim that many nodes may write (ReadWriteMany)." -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- fail "The Ingress has no host: set ingress.hosts to a list of {host, paths}." -}}
{{- end -}}
{{- end -}}
