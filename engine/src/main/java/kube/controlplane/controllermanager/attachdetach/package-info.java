/// Has the disks of Pods attached to the nodes on which the Pods are, and detached afterwards.
///
/// [kube.controlplane.controllermanager.attachdetach.AttachmentPlan] decides for one node;
/// [kube.controlplane.controllermanager.attachdetach.AttachDetachController] carries it out.
@NullMarked
package kube.controlplane.controllermanager.attachdetach;

import org.jspecify.annotations.NullMarked;
