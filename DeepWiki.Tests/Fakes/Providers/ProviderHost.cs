using DeepWiki.Core.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Fakes.Providers;

/// <summary>The providers as a service registers them, over the settings of one test.</summary>
public sealed class ProviderHost : IDisposable
{
    private readonly ServiceProvider services;

    public ProviderHost(TimeProvider time, params IEnumerable<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value)))
            .Build();
        services = new ServiceCollection().AddLogging().AddSingleton(time).AddProviders(configuration).BuildServiceProvider();
    }

    public ProviderHost(params IEnumerable<(string Name, string Value)> settings) : this(TimeProvider.System, settings)
    {
    }

    public ChatModels Models => services.GetRequiredService<ChatModels>();

    public EmbeddingProfile Profile => services.GetRequiredService<EmbeddingProfile>();

    public IEmbeddingGenerator<string, Embedding<float>> Embedder => services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Provider <c>openai</c> at the scripted provider, for chats and embeddings.</summary>
    public static ProviderHost For(ScriptedProvider provider, TimeProvider? time = null, params IEnumerable<(string Name, string Value)> settings) => new(
        time ?? TimeProvider.System,
        [
            ("OPENAI_API_KEY", ScriptedProvider.Key),
            ("OPENAI_BASE_URL", provider.BaseAddress.ToString()),
            (EmbedderOptions.TypeVariable, "openai"),
            .. settings,
        ]);

    public IChatClient Chat(string provider = "openai", string? model = null) => Models.CreateChat(Models.Resolve(provider, model));

    public void Dispose() => services.Dispose();
}
