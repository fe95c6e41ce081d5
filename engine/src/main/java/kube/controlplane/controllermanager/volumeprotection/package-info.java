/// Keeps claims that Pods use, and volumes that claims use, from going before their users.
@NullMarked
package kube.controlplane.controllermanager.volumeprotection;

import org.jspecify.annotations.NullMarked;
