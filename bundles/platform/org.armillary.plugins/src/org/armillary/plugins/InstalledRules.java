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
import org.armillary.plugins.rules.RuleCatalog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The rule files of all bundles of this moment. Where two have the same name, the product's own goes first, then plug-ins in
 * the order of their folders and names. No code of a bundle runs for this.
 */
final class InstalledRules implements RuleCatalog {

	/** Far more than rules of the largest instrument need, bytes. */
	private static final int MOST_BYTES = 4 << 20;

	private final BundleContext context;
	private final Plugins plugins;

	InstalledRules(BundleContext context, Plugins plugins) {
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
					for (String path : paths(bundle.getHeaders("").get(HEADER))) {
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

	/** Whether a bundle brings rule files. */
	static boolean has(Bundle bundle) {
		return !paths(bundle.getHeaders("").get(HEADER)).isEmpty();
	}

	/** The paths in a header of a manifest. */
	static List<String> paths(@Nullable String header) {
		return header == null ? List.of()
				: Arrays.stream(header.split(",")).map(path -> path.replaceFirst(";.*", "").strip())
						.filter(path -> !path.isEmpty()).toList();
	}

	private static void add(Entry.Available found, String path, LinkedHashMap<String, Entry.Available> available)
			throws PluginException {
		Entry.Available first = available.putIfAbsent(found.name(), found);
		if (first != null) {
			throw new PluginException(
					PluginMessage.RULES_TWICE.with(path, found.origin(), found.name(), first.origin()));
		}
	}

	private static Entry.Available read(Bundle bundle, String path, String origin) throws PluginException {
		String file = path.substring(path.lastIndexOf('/') + 1);
		if (!file.endsWith(ENDING) || file.length() == ENDING.length()) {
			throw unreadable(origin, path, "expected the ending " + ENDING, null);
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
			return new Entry.Available(file.substring(0, file.length() - ENDING.length()), file, text, origin);
		} catch (CharacterCodingException e) {
			throw unreadable(origin, path, "it is no text in UTF-8", e);
		} catch (IOException e) {
			throw unreadable(origin, path, Reasons.of(e), e);
		}
	}

	private static PluginException unreadable(String origin, String path, String why, @Nullable Throwable cause) {
		return new PluginException(PluginMessage.RULES.with(origin, path, why), cause);
	}
}
