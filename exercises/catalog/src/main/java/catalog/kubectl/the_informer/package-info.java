/// X12, the informer: a copy of the objects of one kind, and what becomes different in it.
///
/// The slot is [kube.foundation.client.informer.MetadataInformer]; what passes keeps a copy for
/// every program of a cluster.
@NullMarked
package catalog.kubectl.the_informer;

import org.jspecify.annotations.NullMarked;
