{{/*
The Deployment of one app. Takes a dict:
  root       the root context
  app        its name, which is that of its image: worker-pdf
  values     its values
  kind       api, keeper, worker or mcp
  port, live, ready   of its probes
  stopSeconds         from SIGTERM to its end, at most
  scaled     whether an autoscaler sets its replicas
*/}}
{{- define "async-events.deployment" -}}
{{- $root := .root -}}
{{- $values := .values -}}
{{- $fullname := include "async-events.fullname" $root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $fullname }}-{{ .app }}
  labels: {{- include "async-events.appLabels" . | nindent 4 }}
spec:
  {{- if not .scaled }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    type: RollingUpdate
    {{- if eq .kind "worker" }}
    # Its queue waits. One more beside it would need room that a full cluster does not have, and the update would stand still.
    rollingUpdate: { maxSurge: 0, maxUnavailable: 1 }
    {{- else }}
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
    {{- end }}
  selector:
    matchLabels: {{- include "async-events.appSelector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "async-events.appLabels" . | nindent 8 }}
        {{- with $values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        # Pods are replaced when what they read at their start has changed.
        checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
        {{- if not $root.Values.existingSecret }}
        checksum/secret: {{ include (print $root.Template.BasePath "/secret.yaml") $root | sha256sum }}
        {{- end }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "async-events.serviceAccountName" $root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add .stopSeconds 5 }}
      {{- with $root.Values.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: { type: RuntimeDefault }
      {{- if $root.Values.topologySpread.enabled }}
      topologySpreadConstraints:
        {{- range $root.Values.topologySpread.topologyKeys }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
          labelSelector:
            matchLabels: {{- include "async-events.appSelector" $ | nindent 14 }}
          # The pods of an update are spread among themselves.
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      {{- end }}
      containers:
        - name: {{ .app }}
          image: {{ include "async-events.image" . | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          {{- if eq .kind "mcp" }}
          args: [node, apps/mcp/src/main.ts, --http]
          {{- end }}
          ports:
            - name: {{ ternary "http" "health" (or (eq .kind "api") (eq .kind "mcp")) }}
              containerPort: {{ .port }}
              protocol: TCP
          {{- if ne .kind "mcp" }}
          envFrom:
            - configMapRef: { name: {{ $fullname }} }
          {{- end }}
          env: {{- include "async-events.env" . | trim | nindent 12 }}
          startupProbe:
            {{- include "async-events.probe" (list .port .live) | nindent 12 }}
            periodSeconds: 2
            timeoutSeconds: 5
            # Two minutes
            failureThreshold: 60
          # A database that is away is no reason to start anew: readiness tells of it.
          livenessProbe:
            {{- include "async-events.probe" (list .port .live) | nindent 12 }}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            {{- include "async-events.probe" (list .port .ready) | nindent 12 }}
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          {{- if eq .kind "mcp" }}
          # It ends at once when told to: proxies take its address out first.
          lifecycle:
            preStop:
              exec: { command: [sleep, "5"] }
          {{- end }}
          resources: {{- toYaml $values.resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            {{- if ne .kind "mcp" }}
            - { name: work, mountPath: /var/lib/async-events }
            {{- end }}
            {{- if and $root.Values.artifacts.existingClaim (ne .kind "mcp") }}
            - { name: artifacts, mountPath: /data }
            {{- end }}
            {{- if $values.modelsClaim }}
            - { name: models, mountPath: /models, readOnly: true }
            {{- end }}
            {{- if $root.Values.caConfigMap }}
            - { name: ca, mountPath: /etc/async-events/ca, readOnly: true }
            {{- end }}
            {{- with $values.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: { sizeLimit: 256Mi }
        {{- if ne .kind "mcp" }}
        - name: work
          emptyDir: { sizeLimit: {{ default "8Gi" $values.workSize }} }
        {{- end }}
        {{- if and $root.Values.artifacts.existingClaim (ne .kind "mcp") }}
        - name: artifacts
          persistentVolumeClaim: { claimName: {{ $root.Values.artifacts.existingClaim }} }
        {{- end }}
        {{- with $values.modelsClaim }}
        - name: models
          persistentVolumeClaim: { claimName: {{ . }}, readOnly: true }
        {{- end }}
        {{- with $root.Values.caConfigMap }}
        - name: ca
          configMap: { name: {{ . }} }
        {{- end }}
        {{- with $values.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}

{{/* Takes (list port path); a path of "" asks only whether the port is open. */}}
{{- define "async-events.probe" -}}
{{- if last . -}}
httpGet: { path: {{ last . }}, port: {{ first . }} }
{{- else -}}
tcpSocket: { port: {{ first . }} }
{{- end -}}
{{- end -}}

{{/* Secrets are given to the apps that read them, and to no other. */}}
{{- define "async-events.env" -}}
{{- $root := .root -}}
{{- $values := .values -}}
{{- if eq .kind "mcp" }}
- { name: MCP_HOST, value: 0.0.0.0 }
- { name: MCP_PORT, value: {{ .port | quote }} }
- { name: ASYNC_EVENTS_URL, value: "http://{{ include "async-events.fullname" $root }}-api:{{ $root.Values.api.service.port }}" }
{{- with $values.allowedHosts }}
- { name: MCP_ALLOWED_HOSTS, value: {{ . | quote }} }
{{- end }}
{{- else }}
{{- range $name := list "MONGODB_URI" "REDIS_URL" }}
{{ include "async-events.secretVariable" (list $root $name false) }}
{{- end }}
{{- range $name := list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" "AWS_SESSION_TOKEN" }}
{{ include "async-events.secretVariable" (list $root $name true) }}
{{- end }}
{{- if or (eq .kind "api") (eq .kind "keeper") }}
{{ include "async-events.secretVariable" (list $root "SECRETS_KEY" false) }}
{{ include "async-events.secretVariable" (list $root "WEBHOOK_SECRET" true) }}
{{ include "async-events.secretVariable" (list $root "SEARCH_URL" true) }}
{{- end }}
{{- if eq .kind "worker" }}
{{ include "async-events.secretVariable" (list $root "OPENAI_API_KEY" true) }}
{{- end }}
{{- if eq .app "worker-audio" }}
{{ include "async-events.secretVariable" (list $root "TRANSCRIPT_API_KEY" true) }}
{{- end }}
- { name: SHUTDOWN_GRACE, value: {{ $values.shutdownGrace }} }
{{- if eq .kind "api" }}
- { name: API_HOST, value: 0.0.0.0 }
- { name: API_PORT, value: {{ .port | quote }} }
- { name: API_DRAIN, value: {{ $values.drain }} }
{{- else }}
- { name: HEALTH_HOST, value: 0.0.0.0 }
- { name: HEALTH_PORT, value: {{ .port | quote }} }
{{- end }}
{{- with $values.concurrency }}
- { name: WORKER_CONCURRENCY, value: {{ . | quote }} }
{{- end }}
{{- end }}
{{- if $root.Values.caConfigMap }}
- { name: NODE_EXTRA_CA_CERTS, value: /etc/async-events/ca/ca.crt }
{{- end }}
{{- range $name, $value := $values.env }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end -}}

{{/* Takes (list root name optional). */}}
{{- define "async-events.secretVariable" -}}
- name: {{ index . 1 }}
  valueFrom: { secretKeyRef: { name: {{ include "async-events.secretName" (first .) }}, key: {{ index . 1 }}, optional: {{ last . }} } }
{{- end -}}
