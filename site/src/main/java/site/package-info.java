/// The web site: one server, all its wiring and every route in [site.Site].
///
/// A request meets [site.page.Doorkeeper], then one handler of one package, and leaves as a
/// page made by [site.page.Pages]. Packages do not import each other sideways; each may import
/// `site.page` and `site.progress`. To add a page, see the package documentation of `site.page`.
@NullMarked
package site;

import org.jspecify.annotations.NullMarked;
