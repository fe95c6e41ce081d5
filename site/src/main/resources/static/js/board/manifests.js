// What a page hands to the API server.

/** A wish for three web Pods. */
export const WEB = `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web
  namespace: default
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.29
        resources:
          requests:
            cpu: 250m
            memory: 64Mi
`;

/** A Pod with the right label that nobody owns. */
export function orphan(number) {
  return `apiVersion: v1
kind: Pod
metadata:
  name: orphan-${number}${Date.now() % 1000}
  namespace: default
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.29
`;
}
