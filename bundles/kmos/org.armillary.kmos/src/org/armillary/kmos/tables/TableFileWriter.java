package org.armillary.kmos.tables;

import java.nio.file.Path;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.ProductHeader;

/** Writes files of one table with a primary header that says what it is. */
final class TableFileWriter {

	private static final String FILTER = "ESO FILT ID";

	private TableFileWriter() {
	}

	/** The primary header of a file that holds for every band. */
	static FitsHeader header(String category) {
		return FitsHeader.builder().set("INSTRUME", "KMOS", "Instrument")
				.set(ProductHeader.CATEGORY, category, "Category of the file").build();
	}

	/** The primary header of a file that holds for one band. */
	static FitsHeader header(String category, String band) {
		return header(category).with(FILTER, band, "Band");
	}

	/** Writes a file of one table. */
	static void write(Path path, FitsHeader primary, Table table) throws FitsException {
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(primary);
			writer.table(table);
			writer.commit();
		}
	}
}
