namespace DeepWiki.Tests.Graph;

/// <summary>One running graph for the classes that share it, one test after the other.</summary>
[CollectionDefinition(Name)]
public sealed class GraphCollection : ICollectionFixture<RunningGraph>
{
    internal const string Name = "graph";
}
