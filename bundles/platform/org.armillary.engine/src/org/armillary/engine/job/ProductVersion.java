package org.armillary.engine.job;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of this software as headers of products tell it. */
final class ProductVersion {

	private static final String BUNDLE = "org.armillary.engine";
	private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+");
	private static final String WORDS = read();

	private ProductVersion() {
	}

	/**
	 * Name and version without the qualifier of a build: {@code armillary/0.1.0}; the name alone where these classes come
	 * from no bundle.
	 */
	static String words() {
		return WORDS;
	}

	private static String read() {
		URL place = ProductVersion.class.getResource("/META-INF/MANIFEST.MF");
		if (place != null) {
			try (InputStream stream = place.openStream()) {
				Attributes manifest = new Manifest(stream).getMainAttributes();
				return words(String.valueOf(manifest.getValue("Bundle-SymbolicName")),
						String.valueOf(manifest.getValue("Bundle-Version")));
			} catch (IOException e) {
				System.getLogger(ProductVersion.class.getName()).log(System.Logger.Level.DEBUG, "no version known", e);
			}
		}
		return "armillary";
	}

	/** The words for a bundle of that name and version. */
	static String words(String bundle, String version) {
		Matcher release = RELEASE.matcher(version);
		return bundle.split(";")[0].strip().equals(BUNDLE) && release.lookingAt() ? "armillary/" + release.group()
				: "armillary";
	}
}
