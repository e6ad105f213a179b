{{- define "async-events.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Names of objects are this and "-worker-transform" at the longest. */}}
{{- define "async-events.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "async-events.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "async-events.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "async-events.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: async-events
{{ include "async-events.selector" . }}
{{- end -}}

{{- define "async-events.selector" -}}
app.kubernetes.io/name: {{ include "async-events.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of one app; takes (dict "root" $ "app" "keeper"). */}}
{{- define "async-events.appLabels" -}}
{{ include "async-events.labels" .root }}
app.kubernetes.io/component: {{ .app }}
{{- end -}}

{{- define "async-events.appSelector" -}}
{{ include "async-events.selector" .root }}
app.kubernetes.io/component: {{ .app }}
{{- end -}}

{{- define "async-events.image" -}}
{{- $image := .root.Values.image -}}
{{- printf "%s%s%s:%s" $image.registry $image.prefix .app (default .root.Chart.AppVersion $image.tag) -}}
{{- end -}}

{{- define "async-events.secretName" -}}
{{- default (include "async-events.fullname" .) .Values.existingSecret -}}
{{- end -}}

{{- define "async-events.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "async-events.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Whole seconds of a duration such as 10s or 3m. */}}
{{- define "async-events.seconds" -}}
{{- if hasSuffix "m" . -}}{{ mul 60 (trimSuffix "m" . | int) }}{{- else -}}{{ trimSuffix "s" . | int }}{{- end -}}
{{- end -}}

{{/* Every app that is deployed, as a JSON list. */}}
{{- define "async-events.apps" -}}
{{- $apps := list "api" "keeper" -}}
{{- range $queue, $values := .Values.workers -}}{{- $apps = append $apps (printf "worker-%s" $queue) -}}{{- end -}}
{{- if .Values.mcp.enabled -}}{{- $apps = append $apps "mcp" -}}{{- end -}}
{{- toJson $apps -}}
{{- end -}}
