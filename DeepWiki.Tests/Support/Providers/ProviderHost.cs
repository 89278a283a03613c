using DeepWiki.Core.Models;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Models.Embeddings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>The providers as a service registers them, over the settings of one test; of two with one name the later counts.</summary>
public sealed class ProviderHost : IDisposable
{
    private readonly ServiceProvider services;

    public ProviderHost(TimeProvider time, ILoggerFactory? logs, IEnumerable<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Name).ToDictionary(same => same.Key, same => (string?)same.Last().Value))
            .Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(logs ?? NullLoggerFactory.Instance)
            .AddSingleton(time)
            .AddProviders(configuration)
            .BuildServiceProvider();
    }

    public ProviderHost(params IEnumerable<(string Name, string Value)> settings) : this(TimeProvider.System, null, settings)
    {
    }

    public ChatModels Models => services.GetRequiredService<ChatModels>();

    public EmbeddingProfile Profile => services.GetRequiredService<EmbeddingProfile>();

    public IEmbeddingGenerator<string, Embedding<float>> Embedder => services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Provider <c>openai</c> at the scripted provider, for chats and embeddings.</summary>
    public static ProviderHost For(ScriptedProvider provider, TimeProvider? time = null, params IEnumerable<(string Name, string Value)> settings) => new(
        time ?? TimeProvider.System,
        null,
        [
            ("OPENAI_API_KEY", ScriptedProvider.Key),
            ("OPENAI_BASE_URL", provider.BaseAddress.ToString()),
            (EmbedderOptions.TypeVariable, "openai"),
            .. settings,
        ]);

    public IChatClient Chat(string provider = "openai", string? model = null) => Models.CreateChat(Models.Resolve(provider, model));

    public void Dispose() => services.Dispose();
}
