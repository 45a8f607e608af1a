package org.armillary.organiser.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.actor.message.Message;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.HeaderFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderWatchTest {

	private static final Duration PAUSE = Duration.ofMillis(20);
	/** The system clock three seconds ahead: files just made are old enough to be known. */
	private static final InstantSource LATER = () -> InstantSource.system().instant().plusSeconds(3);

	@TempDir
	Path folder;

	private final AtomicInteger read = new AtomicInteger();

	private FolderWatch watch(HeaderMemory memory, Optional<Duration> duration) {
		HeaderReader counting = path -> {
			read.incrementAndGet();
			return StoredHeaders.read(path);
		};
		return new FolderWatch(new HeaderScan(FitsText.SELECTION, memory, 2, counting, LATER),
				List.of(folder.resolve("night")), PAUSE, duration);
	}

	private static List<String> names(ScannedFiles files) {
		return files.files().stream().map(HeaderFile::name).toList();
	}

	@Test
	void aNightFillsUp() throws Exception {
		Path night = Files.createDirectory(folder.resolve("night"));
		FolderWatch watch = watch(HeaderMemory.none(), Optional.empty());
		assertEquals(List.of(), names(watch.next().orElseThrow()));
		FitsText.frame(1).old(night.resolve("1.fits"));
		assertEquals(List.of("1.fits"), names(watch.next().orElseThrow()));
		byte[] second = FitsText.frame(2).image(20_000).bytes();
		Files.write(night.resolve("2.fits"), Arrays.copyOf(second, 10_000));
		ScannedFiles growing = watch.next().orElseThrow();
		assertEquals(List.of("1.fits"), names(growing));
		assertEquals(List.of("2.fits"), growing.unfinished());
		Files.write(night.resolve("2.fits"), second);
		ScannedFiles complete = watch.next().orElseThrow();
		assertEquals(List.of("1.fits", "2.fits"), names(complete));
		assertEquals(List.of(), complete.unfinished());
		FitsText.frame(3).old(night.resolve("2.fits"));
		assertEquals(3L, watch.next().orElseThrow().files().get(1).header().value("NUMBER").orElseThrow());
		Files.delete(night.resolve("1.fits"));
		assertEquals(List.of("2.fits"), names(watch.next().orElseThrow()));
		Files.writeString(night.resolve("bad.fits"), "bad");
		assertEquals(List.of("fits.not-fits"),
				watch.next().orElseThrow().problems().stream().map(Message::id).toList());
	}

	@Test
	void whatStaysAsItIsIsReadOnce() throws Exception {
		for (int i = 0; i < 10; i++) {
			FitsText.frame(i).old(folder.resolve("night/" + i + ".fits"));
		}
		Files.writeString(folder.resolve("night/bad.fits"), "bad");
		FolderWatch watch = watch(HeaderMemory.in(folder.resolve("memory")), Optional.of(Duration.ofMillis(400)));
		assertEquals(10, watch.next().orElseThrow().files().size());
		assertEquals(Optional.empty(), watch.next());
		assertEquals(11, read.get());
		FolderWatch again = watch(HeaderMemory.in(folder.resolve("memory")), Optional.of(Duration.ofMillis(50)));
		assertEquals(10, again.next().orElseThrow().remembered());
		assertEquals(12, read.get());
	}

	@Test
	void aFolderThatGoesAndComesIsFollowed() throws Exception {
		Path file = FitsText.frame(1).old(folder.resolve("night/1.fits"));
		FolderWatch watch = watch(HeaderMemory.none(), Optional.empty());
		assertEquals(1, watch.next().orElseThrow().files().size());
		Files.delete(file);
		Files.delete(file.getParent());
		ScannedFiles gone = watch.next().orElseThrow();
		assertEquals(List.of("scan.no-place"), gone.problems().stream().map(Message::id).toList());
		FitsText.frame(1).old(file);
		assertEquals(1, watch.next().orElseThrow().files().size());
		assertThrows(ScanException.class, () -> new FolderWatch(new HeaderScan(FitsText.SELECTION, HeaderMemory.none(),
				1), List.of(folder.resolve("missing")), PAUSE, Optional.empty()).next());
	}

	@Test
	void anInterruptEndsTheWait() throws Exception {
		FitsText.frame(1).old(folder.resolve("night/1.fits"));
		var outcome = new AtomicReference<Throwable>();
		Thread watching = Thread.ofPlatform().start(() -> {
			try {
				FolderWatch watch = watch(HeaderMemory.in(folder.resolve("memory")), Optional.empty());
				watch.next();
				FitsText.frame(2).old(folder.resolve("night/2.fits"));
				watch.next();
				watch.next();
			} catch (IOException | InterruptedException e) {
				outcome.set(e);
			}
		});
		while (read.get() < 2) {
			Thread.sleep(10);
		}
		Thread.sleep(200);
		watching.interrupt();
		watching.join(20_000);
		assertFalse(watching.isAlive());
		assertEquals(InterruptedException.class, outcome.get().getClass());
		ScannedFiles later = new HeaderScan(FitsText.SELECTION, HeaderMemory.in(folder.resolve("memory")), 1)
				.scan(List.of(folder.resolve("night")));
		assertTrue(later.remembered() == 2, later.remembered() + " were remembered");
	}
}
