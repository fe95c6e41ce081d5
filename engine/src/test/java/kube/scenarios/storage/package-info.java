/// Whole-cluster stories about claims, volumes and disks.
@NullMarked
package kube.scenarios.storage;

import org.jspecify.annotations.NullMarked;
