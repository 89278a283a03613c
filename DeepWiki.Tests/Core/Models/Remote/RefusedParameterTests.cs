using System.Text;
using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Remote;

/// <summary>Compatible servers that refuse an optional parameter: asked again without it, now and for a day.</summary>
[Trait("Category", "Integration")]
public sealed class RefusedParameterTests : ProviderTest
{
    /// <summary>Status and body of the refusal, and the parameter it means.</summary>
    public static TheoryData<int, string, string> Refusals { get; } = new()
    {
        { 400, Error("Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported."), "temperature" },
        { 400, Error("Unsupported parameter.", param: "top_p"), "top_p" },
        { 400, Error("Unrecognized request argument supplied: stream_options"), "stream_options" },
        { 400, Error("Unknown parameter: 'stream_options.include_usage'.", param: "stream_options.include_usage"), "stream_options" },
        { 400, """{"message":"property 'stream_options' is unsupported, did you mean 'stream'?"}""", "stream_options" },
        { 422, """{"detail":[{"loc":["body","top_p"],"msg":"extra fields not permitted","type":"value_error.extra"}]}""", "top_p" },
        { 422, """{"detail":[{"type":"extra_forbidden","loc":["body","temperature"],"msg":"Extra inputs are not permitted","input":0.7}]}""", "temperature" },
        { 400, """{"object":"error","message":"[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs'}]"}""", "stream_options" },
        { 400, """{"error":"parameter `temperature` is not supported by this model"}""", "temperature" },
        { 400, """[{"error":{"code":400,"message":"Unknown name \"top_p\": Cannot find field.","status":"INVALID_ARGUMENT"}}]""", "top_p" },
        { 400, """{"error":{"code":400,"message":"Provider returned error","metadata":{"raw":"{\"message\":\"top_p is not supported\"}"}}}""", "top_p" },
        { 500, """{"error":{"message":"create() got an unexpected keyword argument 'stream_options'"}}""", "stream_options" },
        { 400, Error("Unsupported parameter: 'max_completion_tokens' is not supported with this model."), "max_completion_tokens" },
        { 400, Error("Invalid parameter: 'response_format' is not supported with this model.", param: "response_format"), "response_format" },
        { 400, Error("'stop' is not supported with this model.", param: "stop"), "stop" },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_a_refusal_names_is_left_out_at_once_and_for_a_day(int status, string body, string parameter)
    {
        var refusal = Refusal(status, body);
        Provider.Answer = request => Has(request, parameter) ? refusal : ScriptedAnswer.Text("Fine.");

        Assert.Equal("Fine.", await AskAsync());
        Assert.Equal("Fine.", await AskAsync());
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("Fine.", await AskAsync());

        Assert.Equal(
            [true, false, false, true, false], Provider.Requests.Select(request => Has(request.Body, parameter)));
    }

    [Fact]
    public async Task Several_refusals_are_met_one_after_the_other()
    {
        Provider.Answer = request => Has(request, "temperature") ? Refusal(400, Error("Unsupported parameter: temperature"))
            : Has(request, "top_p") ? Refusal(400, Error("Unsupported parameter: top_p"))
            : ScriptedAnswer.Text("Fine.");

        Assert.Equal("Fine.", await AskAsync());

        Assert.Equal(3, Provider.Requests.Count);
    }

    [Fact]
    public async Task A_limit_of_tokens_goes_under_the_name_that_the_server_knows()
    {
        Provider.Answer = request => Has(request, "max_completion_tokens")
            ? Refusal(400, Error("Unrecognized request argument supplied: max_completion_tokens"))
            : ScriptedAnswer.Text("Fine.");

        await AskAsync();

        Assert.Equal(77, Provider.Requests[^1].Json.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task A_refusal_of_functions_is_told_since_the_question_is_another_one_without_them()
    {
        Provider.Answer = request => Has(request, "tools") ? Refusal(400, Error("tools is not supported", param: "tools")) : ScriptedAnswer.Text("Fine.");

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync());

        Assert.Equal(ErrorCode.ModelUnavailable, error.Code);
        Assert.Contains("tools is not supported", error.Message);
        Assert.Single(Provider.Requests);
    }

    [Theory]
    [InlineData(400, "temperature of the discussion", false)]
    [InlineData(400, "The messages must alternate between roles.", true)]
    [InlineData(400, "This model's maximum context length is 8192 tokens, max_tokens and temperature included.", true)]
    [InlineData(503, "The temperature of our servers is too high.", true)]
    [InlineData(401, "temperature", true)]
    public async Task A_refusal_of_something_else_is_not_asked_again(int status, string message, bool isFinal)
    {
        Provider.Chat = Refusal(status, Error(message));
        using var host = ProviderHost.For(Provider, Time, ("Models:MaxRetries", "0"));

        await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(host));

        Assert.Equal(isFinal, Provider.Requests.Count == 1);
    }

    [Fact]
    public async Task Another_model_of_the_endpoint_is_not_concerned()
    {
        Provider.Answer = request => request.Contains("gpt-4o", StringComparison.Ordinal) && Has(request, "temperature")
            ? Refusal(400, Error("Unsupported parameter: temperature"))
            : ScriptedAnswer.Text("Fine.");
        await AskAsync(Host, "gpt-4o");

        await AskAsync(Host, "gpt-4.1");

        Assert.True(Has(Provider.Requests[^1].Body, "temperature"));
    }

    [Theory]
    [InlineData("dimensions")]
    [InlineData("encoding_format")]
    public async Task Embeddings_are_asked_for_again_too(string parameter)
    {
        Provider.Embeddings = new ScriptedEmbeddings { Dimensions = 256, Refuses = parameter };

        var vectors = await Host.Embedder.GenerateAsync(["text"], EmbeddingKind.Query(), Token);

        Assert.Equal(256, Assert.Single(vectors).Vector.Length);
        Assert.Equal([true, false], Provider.Requests.Select(request => Has(request.Body, parameter)));
    }

    private static bool Has(string body, string parameter) => JsonElement.Parse(body).TryGetProperty(parameter, out _);

    private static string Error(string message, string? param = null) =>
        JsonSerializer.Serialize(new { error = new { message, type = "invalid_request_error", param, code = (string?)null } });

    private static ScriptedAnswer Refusal(int status, string body) =>
        new() { Status = status, ContentType = "application/json", Raw = Encoding.UTF8.GetBytes(body) };

    private Task<string> AskAsync() => AskAsync(Host);

    private static async Task<string> AskAsync(ProviderHost host, string model = "gpt-4o")
    {
        var options = new ChatOptions
        {
            MaxOutputTokens = 77,
            StopSequences = ["END"],
            ResponseFormat = ChatResponseFormat.Json,
            Tools = [AIFunctionFactory.Create((string path) => path, "read_file")],
            ToolMode = ChatToolMode.Auto,
            AllowMultipleToolCalls = true,
        };
        return (await host.Chat(model: model).GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], options, Token)).Text;
    }
}
