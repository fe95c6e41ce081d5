/// The page around every page: layout values, templates, the doorkeeper and the error pages.
///
/// In request order: [Doorkeeper] lets a request in or turns it away and puts the security
/// headers on the answer; a package's handler does its work; [Pages] renders a jte template,
/// precompiled by the build, into bytes. [Page] is what the layout `layout.jte` needs to know.
///
/// **A page of your own.** Write `src/main/jte/<package>/<name>.jte` whose body is
/// `@template.layout(page = page, content = @`…`)`, name its style sheets and modules in
/// [Page] (files under `resources/static/css` and `static/js`), and add its route to
/// `site.Site`. The content security policy allows no inline script and no `style`
/// attribute in HTML; scripts may set styles through the object model.
///
/// Every package of the site may import this one and `site.progress`; this one imports none.
@NullMarked
package site.page;

import org.jspecify.annotations.NullMarked;
