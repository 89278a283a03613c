using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Stores behind the routes of the original: PostgreSQL with a database of its own, Redis, and a folder of local repositories.</summary>
public sealed class LegacyStack(StoresFixture stores) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-original-");
    private readonly TestDatabase database = new(stores);
    private string redis = "";

    internal TestDatabase Database => database;

    /// <summary>The only root below which local repositories may be read.</summary>
    public string LocalRoot => Path.Combine(folder.FullName, "local");

    /// <summary>A folder beside the root.</summary>
    public string Outside => Path.Combine(folder.FullName, "outside");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        redis = await stores.RedisAsync();
        Directory.CreateDirectory(LocalRoot);
        Directory.CreateDirectory(Outside);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal Task<ChatServer> StartAsync(params IEnumerable<(string Name, string Value)> settings) => StartAsync(null, settings);

    internal Task<ChatServer> StartAsync(Action<IServiceCollection>? configure, params IEnumerable<(string Name, string Value)> settings) =>
        ChatServer.StartAsync(
            [
                ("ConnectionStrings:wikidb", database.ConnectionString),
                ("ConnectionStrings:redis", redis),
                ("Repositories:LocalRoots:0", LocalRoot),
                ("Git:WorkRoot", Path.Combine(folder.FullName, "work")),
                .. settings,
            ],
            configure,
            Token);
}
