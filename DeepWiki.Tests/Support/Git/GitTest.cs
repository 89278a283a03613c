using DeepWiki.Core.Git;

namespace DeepWiki.Tests.Support.Git;

/// <summary>A test of git with repositories of its own, served over HTTP where it asks for that.</summary>
/// <param name="options">Limits of the git client under test.</param>
public abstract class GitTest(GitOptions options) : IAsyncLifetime
{
    private GitTestBed? created;

    private protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, which runs before every test.
    private protected GitTestBed Bed => created!;

    public async ValueTask InitializeAsync() => created = await GitTestBed.CreateAsync(options);

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
