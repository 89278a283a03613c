using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Files in the shapes of the original, in <c>DEEPWIKI_CONFIG_DIR</c>.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class ConfigurationFolderTests(LegacyStack stack)
{
    private const string Generator =
        """
        {
          "default_provider": "ollama",
          "providers": {
            "openai": { "client_class": "X", "default_model": "${OWN_MODEL}", "models": { "other": {},
              "own-ä": { "temperature": 0.2, "top_p": "${OWN_TOP_P}", "top_k": 20 } } },
            "bedrock": { "default_model": 1 },
            "ollama": { "default_model": "m", "supportsCustomModel": false, "models": { "m": { "options": { "temperature": 1, "num_ctx": 4096 } } } }
          }
        }
        """;

    [Fact]
    public async Task Files_replace_the_usual_facts()
    {
        using var folder = new TestFolder();
        Write(folder, "generator.json", Generator);
        Write(folder, "lang.json", """{"supported_languages":{"xx":"Ours","kr":"Korean"},"default":"xx"}""");
        await using var server = await StartAsync(folder, ("OWN_MODEL", "own-ä"), ("OWN_TOP_P", "0.25"));

        Assert.Equal("""{"supported_languages":{"xx":"Ours","kr":"Korean"},"default":"xx"}""", (await server.GetAsync("/lang/config")).Body);
        Assert.Equal(
            """{"providers":[{"id":"local","name":"Local","models":[{"id":"extractive","name":"extractive"}],"supportsCustomModel":true},"""
                + """{"id":"openai","name":"Openai","models":[{"id":"own-ä","name":"own-ä"},{"id":"other","name":"other"}],"supportsCustomModel":true},"""
                + """{"id":"ollama","name":"Ollama","models":[{"id":"m","name":"m"}],"supportsCustomModel":false}],"defaultProvider":"ollama"}""",
            (await server.GetAsync("/models/config")).Body);
        var models = server.Program.Services.GetRequiredService<ChatModels>();
        Assert.Equal(("m", 4096), (models.Resolve(null, null).Model, models.Resolve(null, null).ContextTokens));
        Assert.Equal(new CatalogModel("own-ä", 0.2f, 0.25f), models.Resolve("openai", "").Parameters);
    }

    [Fact]
    public async Task A_wiki_in_a_language_that_is_not_offered_is_kept_in_the_default_one()
    {
        using var folder = new TestFolder();
        Write(folder, "lang.json", """{"supported_languages":{"xx":"Ours","ko":"Korean"},"default":"xx"}""");
        await using var server = await StartAsync(folder);
        var wiki = new SavedPages { Owner = "configured", Language = "en" };

        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());

        Assert.Equal(wiki.ToAnswer(), (await server.GetAsync((wiki with { Language = "xx" }).Path)).Body);
        Assert.Equal(400, (await server.DeleteAsync(wiki.Path)).Status);
        Assert.Equal("null", (await server.GetAsync((wiki with { Language = "ko" }).Path)).Body);
    }

    [Fact]
    public async Task An_option_goes_before_a_file()
    {
        using var folder = new TestFolder();
        Write(folder, "generator.json", Generator);
        Write(folder, "embedder.json", """{"embedder":{"batch_size":7,"model_kwargs":{"model":"theirs","dimensions":99}},"embedder_ollama":{}}""");
        (string, string)[] settings = [("OWN_MODEL", "other"), ("OWN_TOP_P", "1"), ("DEEPWIKI_EMBEDDER_TYPE", "openai")];

        await using var theirs = await StartAsync(folder, settings);
        await using var ours = await StartAsync(
            folder,
            [.. settings, ("Models:DefaultProvider", "local"), ("Embeddings:Model", "ours"), ("Embeddings:Dimensions", "11"), ("Embeddings:MaxBatchSize", "5")]
        );

        var (first, second) = (theirs.Program.Services.GetRequiredService<EmbeddingProfile>(), ours.Program.Services.GetRequiredService<EmbeddingProfile>());
        Assert.Equal(("theirs", 99, 7), (first.Model, first.Dimensions, first.MaxBatch));
        Assert.Equal(("ours", 11, 5), (second.Model, second.Dimensions, second.MaxBatch));
        Assert.EndsWith("\"defaultProvider\":\"local\"}", (await ours.GetAsync("/models/config")).Body);
    }

    [Fact]
    public async Task A_folder_without_files_changes_nothing()
    {
        using var folder = new TestFolder();
        await using var plain = await stack.StartAsync();
        await using var configured = await StartAsync(folder);

        foreach (var path in (string[])["/lang/config", "/models/config"])
        {
            Assert.Equal((await plain.GetAsync(path)).Body, (await configured.GetAsync(path)).Body);
        }
    }

    [Theory]
    [InlineData("generator.json", "{", "generator.json is not valid JSON (line 1).")]
    [InlineData("generator.json", "[]", "generator.json must hold an object.")]
    [InlineData("generator.json", "{}", "generator.json: providers is required.")]
    [InlineData("generator.json", """{"providers":{"opnai":{}}}""", "generator.json: providers.opnai is no provider there is: local, google, openai, "
        + "openrouter, ollama, azure, dashscope, anthropic.")]
    [InlineData("generator.json", """{"providers":{"openai":[]}}""", "generator.json: providers.openai must be an object.")]
    [InlineData("generator.json", """{"providers":{"openai":{"models":{"m":{}}}}}""", "generator.json: providers.openai.default_model is required.")]
    [InlineData("generator.json", """{"providers":{"openai":{"models":{"m":{}},"default_model":"SECRET"}}}""",
        "generator.json: providers.openai.default_model must be one of the models listed.")]
    [InlineData(
        "generator.json",
        """{"providers":{"openai":{"models":{"m":{"temperature":"SECRET"}},"default_model":"m"}}}""",
        "generator.json: providers.openai.models.m.temperature must be a number from 0 to 2.")]
    [InlineData(
        "generator.json",
        """{"providers":{"openai":{"models":{"m":{"top_p":1e999999}},"default_model":"m"}}}""",
        "generator.json: providers.openai.models.m.top_p must be a number from 0 to 1.")]
    [InlineData("generator.json", """{"providers":{"openai":{"models":{"m":{}},"default_model":"${NOT_SET_ANYWHERE}"}}}""",
        "generator.json: providers.openai.default_model uses ${NOT_SET_ANYWHERE}, which is not set.")]
    [InlineData("generator.json", """{"providers":{},"default_provider":"SECRET"}""", "generator.json: default_provider must be one of the providers listed.")]
    [InlineData("lang.json", """{"supported_languages":{"en":"English"},"default":"SECRET"}""", "lang.json: default must be one of the languages listed.")]
    [InlineData("lang.json", """{"supported_languages":{"e\"n":"English"},"default":"en"}""",
        "lang.json: supported_languages.e\"n must have a code of at most 20 letters, digits and hyphens.")]
    [InlineData("repo.json", """{"file_filters":{"excluded_dirs":["a",1]}}""", "repo.json: file_filters.excluded_dirs.1 must be text.")]
    [InlineData("repo.json", """{"file_filters":{"excluded_files":"SECRET"}}""", "repo.json: file_filters.excluded_files must be a list.")]
    [InlineData("embedder.json", """{"embedder":{"batch_size":0}}""", "embedder.json: embedder.batch_size must be a whole number from 1 to 2048.")]
    [InlineData("embedder.json", """{"embedder":{"model_kwargs":{"model":"SECRET"}}}""",
        "Embeddings:Dimensions must be set for a model other than the usual one.")]
    public async Task A_faulty_file_stops_the_start_with_file_and_key_and_no_value(string file, string content, string message)
    {
        using var folder = new TestFolder();
        Write(folder, file, content);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(folder, ("DEEPWIKI_EMBEDDER_TYPE", "openai")));

        Assert.Equal(message, error.Message);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => stack.StartAsync(("DEEPWIKI_CONFIG_DIR", "/no/such/folder")));

        Assert.Equal("DEEPWIKI_CONFIG_DIR must name a folder that exists.", error.Message);
    }

    private static void Write(TestFolder folder, string name, string content) => File.WriteAllText(Path.Combine(folder.Path, name), content);

    private Task<ChatServer> StartAsync(TestFolder folder, params IEnumerable<(string Name, string Value)> settings) =>
        stack.StartAsync([("DEEPWIKI_CONFIG_DIR", folder.Path), .. settings]);
}
