using DeepWiki.ChatApi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Takes the header <c>Test-Caller</c> for the proof of who sent a request, where a key will stand.</summary>
internal sealed class NamedCaller : IStartupFilter
{
    public const string Header = "Test-Caller";

    public static void AddTo(IServiceCollection services) => services.AddSingleton<IStartupFilter, NamedCaller>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Headers[Header].ToString() is { Length: > 0 } name)
            {
                context.User = RequestCaller.WithKey(name);
            }

            return following(context);
        });
        next(app);
    };
}
