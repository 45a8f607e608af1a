package org.armillary.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.MadeProduct;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;
import org.armillary.report.preview.Preview;

/**
 * What the run made: pictures of products, those of the workflow's ends first, and all products as a table. A picture stands
 * in the page as an inert part, which its script takes when it comes into view; the first are there without it.
 */
final class ProductsSection {

	private static final int ROWS = 50;
	/** Products shown at most; those beyond stand in the table only. */
	private static final int MOST_SHOWN = 120;
	/** Products shown without the script of the page. */
	private static final int WITHOUT_SCRIPT = 4;
	/** Products of a node that are not folded away, at the ends of the workflow and elsewhere. */
	private static final int MOST_OPEN_AT_ENDS = 12;
	private static final int MOST_OPEN = 4;
	private static final int DIGITS = 12;

	private final ReportRun run;
	private final ReportSource source;
	private final List<Product> products;
	private final Map<Product, HtmlPage> figures = new LinkedHashMap<>();
	private long bytes;
	private boolean full;

	ProductsSection(ReportRun run, ReportSource source) {
		this.run = run;
		this.source = source;
		this.products = Product.of(run);
	}

	/** Number of products. */
	int size() {
		return products.size();
	}

	/** Writes it; nothing where nothing was made. */
	void write(HtmlPage page) {
		if (products.isEmpty()) {
			return;
		}
		page.open("section", List.of("id", "products", "aria-labelledby", "products-title"));
		page.open("h2", List.of("id", "products-title")).text("Products").close("h2");
		if (run.options().previews()) {
			draw();
			gallery(page);
		}
		table(page);
		page.close("section");
	}

	/**
	 * Makes pictures, node by node in turn, until they are as many or as large as a page should hold. Nodes at the ends of the
	 * workflow come first, and of these and of the others the later before those that they build upon.
	 */
	private void draw() {
		Set<String> last = run.finalNodes();
		var finals = new LinkedHashMap<String, ArrayDeque<Product>>();
		var others = new LinkedHashMap<String, ArrayDeque<Product>>();
		run.nodes().reversed().forEach(node -> (last.contains(node) ? finals : others).put(node, new ArrayDeque<>()));
		products.stream().filter(Product::isFits).forEach(product -> (last.contains(product.job().node()) ? finals
				: others).computeIfAbsent(product.job().node(), _ -> new ArrayDeque<>()).add(product));
		for (Map<String, ArrayDeque<Product>> queues : List.of(finals, others)) {
			boolean more = true;
			while (more && !full) {
				more = false;
				for (ArrayDeque<Product> queue : queues.values()) {
					if (!queue.isEmpty() && !full) {
						draw(queue.poll());
						more |= !queue.isEmpty();
					}
				}
			}
		}
	}

	private void draw(Product product) {
		if (figures.size() >= MOST_SHOWN) {
			full = true;
			return;
		}
		Optional<Path> file = product.file(source);
		if (file.isEmpty()) {
			return;
		}
		var figure = new HtmlPage();
		for (Preview preview : previews(product, file.get())) {
			view(preview, product, figure);
		}
		if (bytes + figure.content().length() > run.options().previewBytes()) {
			full = true;
			return;
		}
		bytes += figure.content().length();
		figures.put(product, figure);
	}

	private List<Preview> previews(Product product, Path file) {
		try {
			return source.previews(file);
		} catch (IOException e) {
			System.getLogger(ProductsSection.class.getName()).log(System.Logger.Level.DEBUG, "no preview of " + file,
					e);
			return List.of(new Preview.Words(product.category(), String.valueOf(e.getMessage())));
		}
	}

	private static void view(Preview preview, Product product, HtmlPage figure) {
		figure.open("div", List.of("class", "view"));
		switch (preview) {
		case Preview.Picture(var caption, var detail, var width, var height, var png) -> {
			figure.picture(png, width, height, caption + " of " + product.name());
			figure.open("p").text(caption).empty("br", List.of()).text(detail).close("p");
		}
		case Preview.Curve(var caption, var detail, var svg) -> {
			figure.markup(svg);
			figure.open("p").text(caption).empty("br", List.of()).text(detail).close("p");
		}
		case Preview.Words(var caption, var text) -> {
			figure.open("details").element("summary", caption);
			figure.open("pre").lines(text).close("pre").close("details");
		}
		}
		figure.close("div");
	}

	private void gallery(HtmlPage page) {
		long fits = products.stream().filter(Product::isFits).count();
		long gone = products.stream().filter(Product::isFits).filter(product -> !figures.containsKey(product)
				&& product.file(source).isEmpty()).count();
		if (figures.size() < fits) {
			var words = new ArrayList<String>();
			words.add(figures.size() + " of " + Figures.count(fits, "product") + " are shown");
			if (gone > 0) {
				words.add(gone + " lie no longer where the run put them, nor in the store");
			}
			if (full) {
				words.add(
						"so many are as much as a page should hold, and those at the ends of the workflow come first");
			}
			page.element("p", "note", String.join("; ", words) + ".");
		}
		Set<String> last = run.finalNodes();
		var byNode = new LinkedHashMap<String, List<Product>>();
		figures.keySet().forEach(
				product -> byNode.computeIfAbsent(product.job().node(), _ -> new ArrayList<>()).add(product));
		int written = 0;
		for (Map.Entry<String, List<Product>> node : byNode.entrySet()) {
			page.open("h3").text(node.getKey());
			page.open("small", List.of("class", "soft"))
					.text(last.contains(node.getKey()) ? " · end of the workflow" : "")
					.end("small").close("h3");
			int open = Math.min(node.getValue().size(), last.contains(node.getKey()) ? MOST_OPEN_AT_ENDS : MOST_OPEN);
			page.open("div", List.of("class", "cards"));
			for (Product product : node.getValue().subList(0, open)) {
				figure(product, written++ < WITHOUT_SCRIPT, page);
			}
			page.close("div");
			folded(node.getKey(), node.getValue().subList(open, node.getValue().size()), page);
		}
		if (figures.size() > WITHOUT_SCRIPT) {
			page.open("noscript").element("p", "note", "Pictures after the first " + WITHOUT_SCRIPT
					+ " are shown by the script of this page, which is not running.").close("noscript");
		}
	}

	private void folded(String node, List<Product> more, HtmlPage page) {
		if (!more.isEmpty()) {
			page.open("details").element("summary", more.size() + " more of " + node)
					.open("div", List.of("class", "cards"));
			more.forEach(product -> figure(product, false, page));
			page.close("div").close("details");
		}
	}

	private void figure(Product product, boolean atOnce, HtmlPage page) {
		page.open("figure", List.of("class", atOnce ? "there" : "lazy"));
		page.open("figcaption").element("strong", product.name());
		page.open("span", List.of("class", "soft")).text(product.category() + " · "
				+ product.made().map(made -> Figures.bytes(made.bytes()) + " · ").orElse("") + "by ");
		page.open("a", List.of("href", "#" + product.job().anchor())).text(product.job().id()).end("a").end("span");
		Mark.outOfDate(page, product.job());
		page.close("figcaption");
		if (atOnce) {
			page.markup(figures.get(product).content());
		} else {
			page.open("template").markup(figures.get(product).content()).close("template");
		}
		page.close("figure");
	}

	private void table(HtmlPage page) {
		var table = new PagedTable("product-table", "All products, by their names in the output folder", "products",
				List.of(Column.words("product"), Column.words("category"), Column.words("node"), Column.words("job"),
						Column.numbers("size"), Column.words("content (SHA-256)")),
				List.of("category", "node"), ROWS);
		for (Product product : products) {
			var cells = new HtmlPage();
			cells.open("th", List.of("scope", "row", "class", "name")).text(product.name());
			Mark.outOfDate(cells, product.job());
			cells.end("th").element("td", product.category()).element("td", product.job().node());
			cells.open("td").open("a", List.of("href", "#" + product.job().anchor())).text(product.job().id())
					.end("a").end("td");
			cells.element("td", "number",
					product.made().map(made -> Figures.bytes(made.bytes())).orElse("–"));
			cells.open("td");
			product.made().map(MadeProduct::digest).filter(digest -> !digest.isEmpty())
					.ifPresentOrElse(digest -> digest(cells, digest), () -> cells.text("–"));
			cells.end("td");
			table.row(List.of("data-category", product.category(), "data-node", product.job().node()), cells);
		}
		boolean few = products.size() <= ROWS && figures.isEmpty();
		page.open("details", few ? List.of("open", "open") : List.of())
				.element("summary", "All products as a table (" + products.size() + ")");
		table.write(page);
		page.close("details");
	}

	/** A digest by its first digits, whole where somebody points at it. */
	static void digest(HtmlPage cells, String digest) {
		cells.open("span", List.of("class", "digest", "title", digest))
				.text(digest.length() <= DIGITS ? digest : digest.substring(0, DIGITS) + "…").end("span");
	}
}
