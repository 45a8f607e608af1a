package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {

	private static final FitsHeader HEADER = FitsHeader.builder().set("OBJECT", "a", "").build();

	@TempDir
	Path folder;

	@Test
	void aPartHasTheDigestOfAFileThatHoldsJustThat() throws IOException {
		FitsFile all = write("all.fits", HEADER, "A 1", "B 2", "C 3");
		assertEquals(ContentDigest.of(write("ac.fits", HEADER, "A 1", "C 3")), of(all, "A", "C"));
		assertEquals(ContentDigest.of(write("b.fits", HEADER, "B 2")), of(all, "B"));
		assertEquals(ContentDigest.of(write("none.fits", HEADER)), of(all));
		assertEquals(ContentDigest.of(all), of(all, "A", "B", "C"));
	}

	@Test
	void whatIsNotSelectedDoesNotCountAndThePrimaryAlwaysDoes() throws IOException {
		FitsFile file = write("a.fits", HEADER, "A 1", "B 2");
		FitsFile otherB = write("b.fits", HEADER, "A 1", "B 7");
		FitsFile otherPrimary = write("c.fits", HEADER.toBuilder().set("OBJECT", "b", "").build(), "A 1", "B 2");
		assertEquals(of(file, "A"), of(otherB, "A"));
		assertNotEquals(of(file, "B"), of(otherB, "B"));
		assertNotEquals(of(file, "A"), of(otherPrimary, "A"));
		assertNotEquals(of(file), of(otherPrimary));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ESO PRO REC1 ID", "ESO PRO REC1 DRS ID", "ESO PRO REC1 RAW1 NAME",
			"ESO PRO REC12 CAL345 CATG",
			"ESO PRO REC2 CAL1 DATAMD5", "ESO PRO REC1 PARAM7 VALUE", "ESO PRO DATANCOM", "LONGSTRN", "DATE" })
	void howAProductWasMadeDoesNotCount(String keyword) throws IOException {
		FitsFile plain = write("a.fits", HEADER, "A 1");
		FitsFile told = write("b.fits", HEADER.with(keyword, "x".repeat(100)), "A 1");
		assertEquals(ContentDigest.of(plain), ContentDigest.of(told));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ESO PRO CATG", "ESO PRO REC1 PIPE ID", "ESO PRO RECIPE", "ESO PRO REC1 RAW1",
			"ESO PRO REC RAW1 NAME",
			"ESO QC PRO DATANCOM", "ESO PRO DATANCOM2", "ESO PRO REC1 RAWX NAME" })
	void whatElseProductsSayCounts(String keyword) throws IOException {
		FitsFile plain = write("a.fits", HEADER, "A 1");
		FitsFile told = write("b.fits", HEADER.with(keyword, "x"), "A 1");
		assertNotEquals(ContentDigest.of(plain), ContentDigest.of(told));
	}

	private static String of(FitsFile file, String... extensions) throws FitsException {
		return ContentDigest.of(file, hdu -> Set.of(extensions).contains(hdu.name()));
	}

	/** Writes a file with an empty primary HDU and images of one value each, named and filled as the texts say. */
	private FitsFile write(String name, FitsHeader primary, String... extensions) throws IOException {
		Path file = folder.resolve(name);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary);
			for (String extension : extensions) {
				List<String> words = List.of(extension.split(" "));
				writer.image(words.getFirst(), HEADER, "adu", new float[] { Float.parseFloat(words.get(1)) }, 1);
			}
			writer.commit();
		}
		return FitsFile.open(file);
	}
}
