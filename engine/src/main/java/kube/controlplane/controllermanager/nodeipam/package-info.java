/// Gives every node its street: the range out of which its Pods get their addresses.
@NullMarked
package kube.controlplane.controllermanager.nodeipam;

import org.jspecify.annotations.NullMarked;
