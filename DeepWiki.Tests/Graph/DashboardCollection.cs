#if !USE_ASPIRE
namespace DeepWiki.Tests.Graph;

/// <summary>One running graph with a dashboard for all who look at it.</summary>
[CollectionDefinition(DashboardGraph.Name)]
public sealed class DashboardCollection : ICollectionFixture<DashboardGraph>;
#endif
