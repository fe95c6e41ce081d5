/// The mini-cluster. [kube.Cluster] is its table of contents: it boots every part in order.
/// [kube.Architecture] names the parts and who may know whom: the drawing of lesson 2, the live board
/// and the test that guards the imports all read that table.
@NullMarked
package kube;

import org.jspecify.annotations.NullMarked;
