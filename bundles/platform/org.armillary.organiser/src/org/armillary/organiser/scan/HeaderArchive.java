package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.organiser.header.KeywordSelection;

/**
 * Archives of headers without pixels, by which whole nights can be sent and organised elsewhere: zip files with
 * {@code headers.json} first, which names the files, and an entry for each file with its headers back to back, in blocks
 * of 2880 bytes as they stand in the file. The same files give the same bytes. From an archive come the same
 * {@link org.armillary.organiser.header.HeaderFile}s as from the folder, but for their paths.
 */
public final class HeaderArchive {

	/** Most files of an archive. */
	public static final int MOST_FILES = 200_000;

	/** Most bytes of the headers of one file. */
	public static final int MOST_FILE_BYTES = 16 << 20;

	/** Most bytes of all headers together. */
	public static final long MOST_BYTES = 4L << 30;

	private HeaderArchive() {
	}

	/**
	 * Exports the headers of what is found in some places; see {@link HeaderScan}. An archive that is there already is
	 * left alone.
	 *
	 * @return what was exported, and what could not be
	 * @throws ScanException
	 *             if nothing was written
	 */
	public static ScannedFiles write(List<Path> places, Path zip) throws IOException, InterruptedException {
		var scan = new HeaderScan(new KeywordSelection(List.of()), HeaderMemory.none(), HeaderScan.threads());
		return write(scan.scan(places), zip, false);
	}

	/**
	 * Exports the headers of files that were found before.
	 *
	 * @param zip
	 *            the archive; there is either all of it or nothing
	 * @param replace
	 *            whether an archive that is there already is replaced
	 * @return what was exported, and what could not be
	 * @throws ScanException
	 *             if nothing was written
	 */
	public static ScannedFiles write(ScannedFiles files, Path zip, boolean replace)
			throws IOException, InterruptedException {
		return new ArchiveWriter(zip, replace).write(files);
	}

	/**
	 * Reads an archive, which is not trusted: nothing of it is written anywhere, and it takes no more memory than the
	 * selected keywords do.
	 *
	 * @throws ScanException
	 *             if it is damaged, something else, too large, or has names that lead out of a folder
	 */
	public static ScannedFiles read(Path zip, KeywordSelection selection) throws IOException, InterruptedException {
		return new ArchiveReader(zip, selection).read();
	}
}
