{{/* Takes (dict "root" $ "app" "api" "values" its values "portName" of its container). */}}
{{- define "async-events.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "async-events.fullname" .root }}-{{ .app }}
  labels: {{- include "async-events.appLabels" . | nindent 4 }}
  {{- with .values.service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .values.service.type }}
  selector: {{- include "async-events.appSelector" . | nindent 4 }}
  ports:
    - name: {{ .portName }}
      port: {{ .values.service.port }}
      targetPort: {{ .portName }}
      protocol: TCP
{{- end -}}
