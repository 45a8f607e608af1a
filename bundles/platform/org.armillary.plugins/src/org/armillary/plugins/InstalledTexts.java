package org.armillary.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

import org.armillary.plugins.PluginInstaller.Plugins;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.plugins.rules.TextCatalog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The text files of one kind of all bundles of this moment. Where two have the same name, the product's own goes first, then
 * plug-ins in the order of their folders and names. No code of a bundle runs for this.
 */
final class InstalledTexts implements TextCatalog {

	/** Far more than rules of the largest instrument need, bytes. */
	private static final int MOST_BYTES = 4 << 20;

	/**
	 * A kind of text files.
	 *
	 * @param header
	 *            header of the manifest that names them
	 * @param ending
	 *            what their names end with
	 * @param unusable
	 *            tells that one cannot be used: origin, path, why
	 * @param twice
	 *            tells that one has the name of another: path, its origin, name, origin of the other
	 */
	record Kind(String header, String ending, PluginMessage unusable, PluginMessage twice) {

		/** Rules of the organiser. */
		static final Kind RULES = new Kind(RuleCatalog.HEADER, RuleCatalog.ENDING, PluginMessage.RULES,
				PluginMessage.RULES_TWICE);
		/** Limits of quality-control values. */
		static final Kind LIMITS = new Kind(LimitCatalog.HEADER, LimitCatalog.ENDING, PluginMessage.LIMITS,
				PluginMessage.LIMITS_TWICE);
		private static final List<Kind> ALL = List.of(RULES, LIMITS);
	}

	private final Kind kind;
	private final BundleContext context;
	private final Plugins plugins;

	InstalledTexts(Kind kind, BundleContext context, Plugins plugins) {
		this.kind = kind;
		this.context = context;
		this.plugins = plugins;
	}

	@Override
	public List<Entry> entries() {
		var available = new LinkedHashMap<String, Entry.Available>();
		var broken = new ArrayList<Entry.Broken>();
		Arrays.stream(context.getBundles()).filter(bundle -> !PluginJar.isUnusable(bundle, plugins))
				.sorted(PluginInstaller.precedence(plugins)).forEach(bundle -> {
					String origin = PluginJar.origin(bundle, plugins);
					for (String path : paths(bundle.getHeaders("").get(kind.header()))) {
						try {
							add(read(bundle, path, origin), path, available);
						} catch (PluginException e) {
							broken.add(new Entry.Broken(path, origin, e.explanation()));
						}
					}
				});
		var entries = new ArrayList<Entry>(available.values());
		entries.sort(Comparator.comparing(Entry::name));
		broken.sort(Comparator.comparing(Entry::name));
		entries.addAll(broken);
		return List.copyOf(entries);
	}

	/** Whether a bundle brings such files of any kind. */
	static boolean has(Bundle bundle) {
		return Kind.ALL.stream().anyMatch(kind -> !paths(bundle.getHeaders("").get(kind.header())).isEmpty());
	}

	/** The paths in a header of a manifest. */
	static List<String> paths(@Nullable String header) {
		return header == null ? List.of()
				: Arrays.stream(header.split(",")).map(path -> path.replaceFirst(";.*", "").strip())
						.filter(path -> !path.isEmpty()).toList();
	}

	private void add(Entry.Available found, String path, LinkedHashMap<String, Entry.Available> available)
			throws PluginException {
		Entry.Available first = available.putIfAbsent(found.name(), found);
		if (first != null) {
			throw new PluginException(
					kind.twice().with(path, found.origin(), found.name(), first.origin()));
		}
	}

	private Entry.Available read(Bundle bundle, String path, String origin) throws PluginException {
		String file = path.substring(path.lastIndexOf('/') + 1);
		if (!file.endsWith(kind.ending()) || file.length() == kind.ending().length()) {
			throw unreadable(origin, path, "expected the ending " + kind.ending(), null);
		}
		URL url = bundle.getEntry(path);
		if (url == null) {
			throw unreadable(origin, path, "there is no such file in it", null);
		}
		try (InputStream in = url.openStream()) {
			byte[] bytes = in.readNBytes(MOST_BYTES + 1);
			if (bytes.length > MOST_BYTES) {
				throw unreadable(origin, path, "it has more than " + MOST_BYTES + " bytes", null);
			}
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return new Entry.Available(file.substring(0, file.length() - kind.ending().length()), file, text, origin);
		} catch (CharacterCodingException e) {
			throw unreadable(origin, path, "it is no text in UTF-8", e);
		} catch (IOException e) {
			throw unreadable(origin, path, Reasons.of(e), e);
		}
	}

	private PluginException unreadable(String origin, String path, String why, @Nullable Throwable cause) {
		return new PluginException(kind.unusable().with(origin, path, why), cause);
	}
}
