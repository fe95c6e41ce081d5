/// What every component uses to talk to the API server, and how a controller is driven.
///
/// [kube.foundation.client.ApiClient] sends requests; an [kube.foundation.client.Informer] keeps a
/// copy of one kind up to date by *list, then watch*; components of one process share such copies
/// ([kube.foundation.client.SharedCopies]) and each reads them through its own
/// [kube.foundation.client.SharedInformer], which is a [kube.foundation.client.Lister]; a
/// [kube.foundation.client.queue.WorkQueue] holds the names of objects that want a look; and a
/// [kube.foundation.client.ControllerLoop] takes them one by one to a reconciler.
///
/// **In Kubernetes:** the client-go library, https://github.com/kubernetes/client-go
@NullMarked
package kube.foundation.client;

import org.jspecify.annotations.NullMarked;
