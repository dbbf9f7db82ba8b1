// HeidelTime kept warm in one virtual machine: `java -cp JAR HeidelTimeWorker.java CONFIG`. Speaks as worker.py does.

import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.Base64;
import java.util.Date;
import java.util.logging.Level;
import java.util.logging.Logger;

public class HeidelTimeWorker {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever HeidelTime prints is no answer
        Logger.getLogger("HeidelTimeStandalone").setLevel(Level.WARNING); // as its command line does
        HeidelTimeStandalone finder = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.TREETAGGER);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SimpleDateFormat days = new SimpleDateFormat("yyyy-MM-dd");
        out.println("ready\t");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t");
            Date published = days.parse(parts[0].substring(0, 10));
            String text = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            double worked = processorTime();
            long begin = System.nanoTime();
            String marked = finder.process(text, published);
            long spent = System.nanoTime() - begin;
            double work = processorTime() - worked;
            int found = marked.split("<TIMEX3 ", -1).length - 1;
            out.println(spent / 1e6 + "\t" + work + "\t" + found);
            out.flush();
        }
    }

    /** Milliseconds of this process and of its ended children (TreeTagger), in ticks of 10; 0 where there is no /proc. */
    private static double processorTime() throws Exception {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) return 0;
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" "); // from the third field on
        double ticks = 0;
        for (int field = 11; field <= 14; field++) ticks += Double.parseDouble(fields[field]); // utime to cstime
        return ticks * 10;
    }
}
