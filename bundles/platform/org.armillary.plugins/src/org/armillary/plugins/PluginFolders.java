package org.armillary.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Where plug-ins lie: {@code dropins/} of the installation, then the user's folder. Files whose name ends in
 * {@code .jar} are plug-ins, all others are ignored.
 *
 * @param folders
 *            the folders; the first takes precedence
 */
record PluginFolders(List<Folder> folders) {

	/**
	 * A folder of plug-ins.
	 *
	 * @param path
	 *            the folder
	 * @param required
	 *            whether someone named it, so that it must exist
	 */
	record Folder(Path path, boolean required) {

		/**
		 * The plug-ins, ordered by name.
		 *
		 * @throws PluginException
		 *             where the folder cannot be listed
		 */
		List<Path> jars() throws PluginException {
			if (!required && !Files.exists(path)) {
				return List.of();
			}
			var jars = new ArrayList<Path>();
			try (var stream = Files.newDirectoryStream(path, "*.jar")) {
				stream.forEach(jars::add);
			} catch (DirectoryIteratorException e) {
				throw new PluginException(PluginMessage.FOLDER.with(path, Reasons.of(e)), e);
			} catch (IOException e) {
				throw new PluginException(PluginMessage.FOLDER.with(path, Reasons.of(e)), e);
			}
			Collections.sort(jars);
			return jars;
		}
	}

	/**
	 * Finds the folders.
	 *
	 * @param property
	 *            framework properties: {@code armillary.install} or else {@code osgi.install.area} is the installation;
	 *            {@code armillary.plugins} goes before the environment
	 * @param environment
	 *            environment variables: ARMILLARY_PLUGINS, XDG_DATA_HOME, HOME
	 */
	static PluginFolders find(Function<String, @Nullable String> property,
			Function<String, @Nullable String> environment) {
		var folders = new ArrayList<Folder>();
		given(property, "armillary.install").map(Path::of)
				.or(() -> given(property, "osgi.install.area").flatMap(PluginFolders::area))
				.ifPresent(installation -> folders
						.add(new Folder(installation.resolve("dropins").toAbsolutePath(), false)));
		given(property, "armillary.plugins").or(() -> given(environment, "ARMILLARY_PLUGINS"))
				.map(path -> new Folder(Path.of(path).toAbsolutePath(), true))
				.or(() -> dataHome(environment).map(home -> new Folder(home.resolve("armillary/plugins"), false)))
				.filter(user -> folders.stream().noneMatch(folder -> folder.path().equals(user.path())))
				.ifPresent(folders::add);
		return new PluginFolders(List.copyOf(folders));
	}

	private static Optional<Path> dataHome(Function<String, @Nullable String> environment) {
		return given(environment, "XDG_DATA_HOME").map(Path::of).filter(Path::isAbsolute)
				.or(() -> given(environment, "HOME").map(home -> Path.of(home, ".local", "share")));
	}

	/** The framework gives the installation as a URL that may or may not have its special characters encoded. */
	private static Optional<Path> area(String url) {
		if (!url.startsWith("file:")) {
			return Optional.empty();
		}
		Path verbatim = Path.of(url.substring("file:".length()));
		return Optional.of(Files.exists(verbatim) ? verbatim : Path.of(URI.create(url)));
	}

	private static Optional<String> given(Function<String, @Nullable String> values, String name) {
		return Optional.ofNullable(values.apply(name)).filter(value -> !value.isBlank());
	}
}
