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
            long begin = System.nanoTime();
            String marked = finder.process(text, published);
            long spent = System.nanoTime() - begin;
            int found = marked.split("<TIMEX3 ", -1).length - 1;
            out.println(spent / 1e6 + "\t" + found);
            out.flush();
        }
    }
}
