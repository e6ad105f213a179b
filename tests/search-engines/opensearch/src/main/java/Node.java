import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A node of OpenSearch on a port of this machine, over a folder, until its standard input ends. */
public class Node {
    public static void main(String[] args) throws Exception {
        String folder = args[0];
        String port = args[1];
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("discovery.type", "single-node");
            settings.put("http.port", port);
            settings.put("network.host", "127.0.0.1");
        }).build(OpenSearchRunner.newConfigs().clusterName("async-events-test").numOfNode(1).basePath(folder));
        System.out.println("listening");
        while (System.in.read() >= 0) { }
        runner.close();
    }
}
