/// X07, selector parser: which labels a text chooses, and where it stops being a selector.
///
/// The slot is [kube.controlplane.apiserver.selector.Selectors]; what passes can read the selectors
/// of the cluster's lists and watches.
@NullMarked
package catalog.apiserver.selector_parser;

import org.jspecify.annotations.NullMarked;
