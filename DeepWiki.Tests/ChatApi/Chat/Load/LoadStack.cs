using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.ChatApi.Chat.Load;

/// <summary>A <see cref="ChatStack"/> of these tests' own, whose sample is indexed.</summary>
public sealed class LoadStack(StoresFixture stores) : IAsyncLifetime
{
    public ChatStack Stack { get; } = new(stores);

    public async ValueTask InitializeAsync()
    {
        await Stack.InitializeAsync();
        await using var server = await Stack.StartAsync();
        Assert.Equal(1000, (await server.AskAsync(Stack.Local().ToJson())).Code);
    }

    public ValueTask DisposeAsync() => Stack.DisposeAsync();
}
