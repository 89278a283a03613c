namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Who wrote a variable: the graph, the host with its launch profiles, or whoever started the AppHost.</summary>
internal enum EnvironmentOrigin
{
    Graph,
    Host,
    Inherited,
}
