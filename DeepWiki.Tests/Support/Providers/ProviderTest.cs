namespace DeepWiki.Tests.Support.Providers;

/// <summary>A test of model clients against a scripted provider, with a clock that the test drives.</summary>
public abstract class ProviderTest : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ManualTime Time { get; } = new();

    protected ScriptedProvider Provider { get; private set; } = null!; // Set before every test.

    protected ProviderHost Host { get; private set; } = null!; // Set before every test.

    public virtual async ValueTask InitializeAsync()
    {
        Provider = await ScriptedProvider.StartAsync(Token);
        Host = ProviderHost.For(Provider, Time);
    }

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
