/// Attacks that only the whole product can be tried with: on an exercise of the catalog, and on the
/// site and its reports. They complete the suite of [grader.attack].
///
/// [site.attack.ClusterAttacks] are controllers that want to look right; [site.attack.SiteAttacks]
/// are pages and names from elsewhere. Those on the cells stand beside them, in [site.cell].
@NullMarked
package site.attack;

import org.jspecify.annotations.NullMarked;
