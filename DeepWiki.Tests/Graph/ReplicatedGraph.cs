using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DeepWiki.AppHost.Services;

namespace DeepWiki.Tests.Graph;

/// <summary>Two of each service, as processes of their own, on one PostgreSQL and one Redis.</summary>
public sealed class ReplicatedGraph : RunningGraph
{
    internal const string SecondChat = "chatapi-2";
    internal const string SecondIndexer = "indexer-2";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await HealthyAsync(SecondChat);
        await HealthyAsync(SecondIndexer);
    }

    protected override void Extend(IDistributedApplicationTestingBuilder builder)
    {
        var database = builder.CreateResourceBuilder((IResourceWithConnectionString)builder.Resources.Single(resource => resource.Name == "wikidb"));
        var redis = builder.CreateResourceBuilder((IResourceWithConnectionString)builder.Resources.Single(resource => resource.Name == "redis"));
        Add<Projects.DeepWiki_ChatApi>(SecondChat);
        Add<Projects.DeepWiki_Indexer>(SecondIndexer);

        void Add<TProject>(string name) where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name)
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithReference(database).WaitFor(database)
            .WithReference(redis).WaitFor(redis)
            .WithHttpHealthCheck("/health")
            .RunBuiltProgram();

        foreach (var name in new[] { "indexer", SecondIndexer })
        {
            builder.CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == name))
                .WithEnvironment("Indexing__ParallelJobs", "1")
                .WithEnvironment("Indexing__LeaseDuration", "00:00:10");
        }
    }
}
