using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>The small routes of the original, to the letter.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class SmallRoutesTests(LegacyStack stack)
{
    [Theory]
    [InlineData(
        "/",
        """{"message":"Welcome to Streaming API","version":"1.0.0","endpoints":{"Lang":["GET /lang/config"],"Auth":["GET /auth/status","POST """
            + """/auth/validate"],"Models":["GET /models/config"],"Export":["POST /export/wiki"],"Local_repo":["GET /local_repo/structure"],"Chat":["POST """
            + """/chat/completions/stream"],"Api":["DELETE /api/wiki_cache","GET /api/processed_projects","GET /api/wiki_cache","POST """
            + """/api/wiki_cache"],"Health":["GET /health"],"Root":["GET /"]}}""")]
    [InlineData(
        "/lang/config",
        """{"supported_languages":{"en":"English","ja":"Japanese (日本語)","zh":"Mandarin Chinese (中文)","zh-tw":"Traditional Chinese (繁體中文)","es":"Spanish """
            + """(Español)","kr":"Korean (한국어)","vi":"Vietnamese (Tiếng Việt)","pt-br":"Brazilian Portuguese (Português Brasileiro)","fr":"Français """
            + """(French)","ru":"Русский (Russian)"},"default":"en"}""")]
    [InlineData(
        "/models/config",
        """{"providers":[{"id":"local","name":"Local","models":[{"id":"extractive","name":"extractive"}],"supportsCustomModel":true},"""
            + """{"id":"google","name":"Google","models":[{"id":"gemini-2.5-flash","name":"gemini-2.5-flash"},"""
            + """{"id":"gemini-2.5-flash-lite","name":"gemini-2.5-flash-lite"},{"id":"gemini-2.5-pro","name":"gemini-2.5-pro"}],"supportsCustomModel":true},"""
            + """{"id":"openai","name":"Openai","models":[{"id":"gpt-5-nano","name":"gpt-5-nano"},{"id":"gpt-5","name":"gpt-5"},"""
            + """{"id":"gpt-5-mini","name":"gpt-5-mini"},{"id":"gpt-4o","name":"gpt-4o"},{"id":"gpt-4.1","name":"gpt-4.1"},{"id":"o1","name":"o1"},"""
            + """{"id":"o3","name":"o3"},{"id":"o4-mini","name":"o4-mini"}],"supportsCustomModel":true},"""
            + """{"id":"openrouter","name":"Openrouter","models":[{"id":"openai/gpt-5-nano","name":"openai/gpt-5-nano"},"""
            + """{"id":"openai/gpt-4o","name":"openai/gpt-4o"},{"id":"deepseek/deepseek-r1","name":"deepseek/deepseek-r1"},"""
            + """{"id":"openai/gpt-4.1","name":"openai/gpt-4.1"},{"id":"openai/o1","name":"openai/o1"},{"id":"openai/o3","name":"openai/o3"},"""
            + """{"id":"openai/o4-mini","name":"openai/o4-mini"},{"id":"anthropic/claude-3.7-sonnet","name":"anthropic/claude-3.7-sonnet"},"""
            + """{"id":"anthropic/claude-3.5-sonnet","name":"anthropic/claude-3.5-sonnet"}],"supportsCustomModel":true},"""
            + """{"id":"ollama","name":"Ollama","models":[{"id":"qwen3:1.7b","name":"qwen3:1.7b"},{"id":"llama3:8b","name":"llama3:8b"},"""
            + """{"id":"qwen3:8b","name":"qwen3:8b"}],"supportsCustomModel":true},{"id":"azure","name":"Azure","models":[{"id":"gpt-4o","name":"gpt-4o"},"""
            + """{"id":"gpt-4","name":"gpt-4"},{"id":"gpt-35-turbo","name":"gpt-35-turbo"},{"id":"gpt-4-turbo","name":"gpt-4-turbo"}],"supportsCustomModel":t"""
            + """rue},{"id":"dashscope","name":"Dashscope","models":[{"id":"qwen-plus","name":"qwen-plus"},{"id":"qwen-turbo","name":"qwen-turbo"},"""
            + """{"id":"deepseek-r1","name":"deepseek-r1"}],"supportsCustomModel":true},{"id":"anthropic","name":"Anthropic","models":["""
            + """{"id":"claude-sonnet-5-5","name":"claude-sonnet-5-5"},{"id":"claude-opus-5-5","name":"claude-opus-5-5"},"""
            + """{"id":"claude-haiku-5-5","name":"claude-haiku-5-5"}],"supportsCustomModel":true}],"defaultProvider":"openai"}""")]
    [InlineData("/auth/status", """{"auth_required":false}""")]
    public async Task A_small_route_answers_to_the_letter(string path, string body)
    {
        await using var server = await stack.StartAsync();

        // The client sends a content type with requests that have no body.
        var reply = await server.GetAsync(path, ("Accept", path == "/" ? "text/html,*/*" : "*/*"), ("Content-Type", "application/json"));

        Assert.Equal((200, body, "application/json"), (reply.Status, reply.Body, reply.Header("content-type")));
        Assert.Null(reply.Header("server"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("T", true)]
    [InlineData("yes", false)]
    [InlineData("", false)]
    public async Task Whether_a_code_is_needed_is_said_as_configured(string mode, bool expected)
    {
        await using var server = await stack.StartAsync(("DEEPWIKI_AUTH_MODE", mode));

        Assert.Equal($$"""{"auth_required":{{(expected ? "true" : "false")}}}""", (await server.GetAsync("/auth/status")).Body);
    }

    [Theory]
    [InlineData("right-code", "right-code", true)]
    [InlineData("right-code", "right-cod", false)]
    [InlineData("right-code", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "any", false)]
    public async Task A_code_is_judged_with_200(string configured, string given, bool expected)
    {
        await using var server = await stack.StartAsync(("DEEPWIKI_AUTH_MODE", "true"), ("DEEPWIKI_AUTH_CODE", configured));

        var reply = await server.PostJsonAsync("/auth/validate", $$"""{"code":"{{given}}","other":1}""");

        Assert.Equal((200, $$"""{"success":{{(expected ? "true" : "false")}}}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task A_health_check_says_so_in_local_time_to_the_microsecond()
    {
        var time = new StoppedClock(new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));
        await using var server = await stack.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));

        var reply = await server.GetAsync("/health");

        Assert.Equal(
            (200, """{"status":"healthy","timestamp":"2026-01-31T12:00:00.123456","service":"deepwiki-api"}""", "application/json; charset=utf-8"),
            (reply.Status, reply.Body, reply.Header("content-type")));
    }

    [Fact]
    public async Task Without_its_stores_a_service_is_unhealthy_but_alive()
    {
        await using var server = await stack.StartAsync(("ConnectionStrings:redis", "127.0.0.1:1,abortConnect=false,connectTimeout=100"));

        var health = await server.GetAsync("/health");
        var alive = await server.GetAsync("/alive");

        Assert.Equal(503, health.Status);
        Assert.Matches("""^\{"status":"unhealthy","timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}","service":"deepwiki-api"\}$""", health.Body);
        Assert.Equal(200, alive.Status);
    }
}
