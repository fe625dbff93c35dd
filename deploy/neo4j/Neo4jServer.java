import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Serves the home directory given as its argument, set up by the neo4j.conf in it, over Bolt, until it is ended. */
class Neo4jServer {
    public static void main(String[] arguments) throws InterruptedException {
        var home = Path.of(arguments[0]);
        var service = new DatabaseManagementServiceBuilder(home)
            .loadPropertiesFromFile(home.resolve("neo4j.conf"))
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        System.out.println("READY");
        Thread.currentThread().join();
    }
}
