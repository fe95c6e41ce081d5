/// The verbs that change something: `create`, `apply`, `delete`, `scale` and their like.
///
/// Each decides what to send and hands it to [kube.tools.kubectl.write.Change], which knows dry
/// runs, managers of fields, and how a change is reported.
@NullMarked
package kube.tools.kubectl.write;

import org.jspecify.annotations.NullMarked;
