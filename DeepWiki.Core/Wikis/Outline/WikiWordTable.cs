using System.Collections.Frozen;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>One row for each word: English, Japanese, Chinese, Traditional Chinese, Spanish, Korean, Vietnamese, Portuguese, French, Russian.</summary>
internal static class WikiWordTable
{
    public static readonly FrozenDictionary<WikiWord, string[]> Rows = new Dictionary<WikiWord, string[]>
    {
        [WikiWord.Overview] = ["Overview", "概要", "概述", "概述", "Descripción general", "개요", "Tổng quan", "Visão geral", "Vue d’ensemble", "Обзор"],
        [WikiWord.GettingStarted] =
            ["Getting Started", "はじめに", "快速入门", "快速入門", "Primeros pasos", "시작하기", "Bắt đầu", "Primeiros passos", "Prise en main", "Начало работы"],
        [WikiWord.Architecture] = ["Architecture", "アーキテクチャ", "架构", "架構", "Arquitectura", "아키텍처", "Kiến trúc", "Arquitetura", "Architecture", "Архитектура"],
        [WikiWord.Components] =
        [
            "Core Components", "主要コンポーネント", "核心组件", "核心元件", "Componentes principales", "핵심 구성 요소", "Thành phần chính", "Componentes principais",
            "Composants principaux", "Основные компоненты"
        ],
        [WikiWord.Configuration] =
        ["Configuration", "設定", "配置", "設定", "Configuración", "설정", "Cấu hình", "Configuração", "Configuration", "Конфигурация"],
        [WikiWord.Data] =
        ["Data Model", "データモデル", "数据模型", "資料模型", "Modelo de datos", "데이터 모델", "Mô hình dữ liệu", "Modelo de dados", "Modèle de données", "Модель данных"],
        [WikiWord.Interfaces] =
        [
            "API Endpoints", "API エンドポイント", "API 端点", "API 端點", "Puntos de acceso de la API", "API 엔드포인트", "Điểm cuối API", "Endpoints da API",
            "Points d’accès de l’API", "Точки доступа API"
        ],
        [WikiWord.Deployment] =
        [
            "Build and Deployment", "ビルドとデプロイ", "构建与部署", "建置與部署", "Compilación y despliegue", "빌드 및 배포", "Xây dựng và triển khai", "Compilação e implantação",
            "Compilation et déploiement", "Сборка и развёртывание"
        ],
        [WikiWord.Testing] = ["Testing", "テスト", "测试", "測試", "Pruebas", "테스트", "Kiểm thử", "Testes", "Tests", "Тестирование"],
        [WikiWord.Examples] = ["Examples", "サンプル", "示例", "範例", "Ejemplos", "예제", "Ví dụ", "Exemplos", "Exemples", "Примеры"],
        [WikiWord.Operations] =
        [
            "Operations and Quality", "運用と品質", "运维与质量", "維運與品質", "Operación y calidad", "운영과 품질", "Vận hành và chất lượng", "Operação e qualidade",
            "Exploitation et qualité", "Эксплуатация и качество"
        ],
        [WikiWord.Networking] = ["Networking", "ネットワーク", "网络", "網路", "Redes", "네트워킹", "Mạng", "Rede", "Réseau", "Сеть"],
        [WikiWord.Persistence] =
        ["Persistence", "永続化", "持久化", "持久化", "Persistencia", "영속성", "Lưu trữ bền vững", "Persistência", "Persistance", "Постоянное хранение"],
        [WikiWord.Replication] =
        ["Replication", "レプリケーション", "复制", "複寫", "Replicación", "복제", "Sao chép dữ liệu", "Replicação", "Réplication", "Репликация"],
        [WikiWord.Clustering] = ["Clustering", "クラスタリング", "集群", "叢集", "Clúster", "클러스터링", "Cụm máy chủ", "Cluster", "Cluster", "Кластер"],
        [WikiWord.Scripting] = ["Scripting", "スクリプト", "脚本", "指令碼", "Scripts", "스크립팅", "Kịch bản lệnh", "Scripts", "Scripts", "Скрипты"],
        [WikiWord.Security] = ["Security", "セキュリティ", "安全", "安全性", "Seguridad", "보안", "Bảo mật", "Segurança", "Sécurité", "Безопасность"],
        [WikiWord.CommandLine] =
        ["Command Line", "コマンドライン", "命令行", "命令列", "Línea de comandos", "명령줄", "Dòng lệnh", "Linha de comando", "Ligne de commande", "Командная строка"],
        [WikiWord.Memory] =
        [
            "Memory Management", "メモリ管理", "内存管理", "記憶體管理", "Gestión de memoria", "메모리 관리", "Quản lý bộ nhớ", "Gerenciamento de memória",
            "Gestion de la mémoire", "Управление памятью"
        ],
        [WikiWord.Monitoring] =
        [
            "Logging and Monitoring", "ログと監視", "日志与监控", "日誌與監控", "Registro y supervisión", "로깅과 모니터링", "Ghi nhật ký và giám sát", "Registro e monitoramento",
            "Journalisation et supervision", "Журналы и мониторинг"
        ],
        [WikiWord.Parsing] =
        ["Parsing", "構文解析", "解析", "剖析", "Análisis sintáctico", "구문 분석", "Phân tích cú pháp", "Análise sintática", "Analyse syntaxique", "Разбор"],
        [WikiWord.DataTypes] =
        [
            "Data Structures", "データ構造", "数据结构", "資料結構", "Estructuras de datos", "자료 구조", "Cấu trúc dữ liệu", "Estruturas de dados", "Structures de données",
            "Структуры данных"
        ],
        [WikiWord.UserInterface] =
        [
            "User Interface", "ユーザーインターフェース", "用户界面", "使用者介面", "Interfaz de usuario", "사용자 인터페이스", "Giao diện người dùng", "Interface do usuário",
            "Interface utilisateur", "Пользовательский интерфейс"
        ],
        [WikiWord.FileDiagram] =
        [
            "How the files depend on each other", "ファイル間の依存関係", "文件之间的依赖", "檔案之間的相依", "Dependencias entre los archivos", "파일 간 의존 관계", "Phụ thuộc giữa các tệp",
            "Dependências entre os arquivos", "Dépendances entre les fichiers", "Зависимости между файлами"
        ],
        [WikiWord.FolderDiagram] =
        [
            "How the folders depend on each other", "フォルダー間の依存関係", "文件夹之间的依赖", "資料夾之間的相依", "Dependencias entre las carpetas", "폴더 간 의존 관계",
            "Phụ thuộc giữa các thư mục", "Dependências entre as pastas", "Dépendances entre les dossiers", "Зависимости между папками"
        ],
        [WikiWord.TypeDiagram] =
        [
            "How the types relate", "型の関係", "类型之间的关系", "型別之間的關係", "Relaciones entre los tipos", "타입 간 관계", "Quan hệ giữa các kiểu", "Relações entre os tipos",
            "Relations entre les types", "Связи между типами"
        ],
        [WikiWord.FileArrows] =
        [
            "An arrow leads from a file to one that it imports or whose declarations it names.", "矢印は、インポートする、または宣言を名指しするファイルへ向かいます。",
            "箭头从一个文件指向它导入的文件，或它提到其声明的文件。", "箭頭從一個檔案指向它匯入的檔案，或它提到其宣告的檔案。", "Una flecha va de un archivo a otro que importa o cuyas declaraciones nombra.",
            "화살표는 가져오거나 그 선언을 언급하는 파일을 가리킵니다.", "Mũi tên đi từ một tệp đến tệp mà nó nhập hoặc nhắc đến khai báo của tệp đó.",
            "Uma seta vai de um arquivo ao que ele importa ou cujas declarações nomeia.",
            "Une flèche va d’un fichier à celui qu’il importe ou dont il nomme les déclarations.",
            "Стрелка ведёт от файла к тому, который он импортирует или объявления которого называет."
        ],
        [WikiWord.FolderArrows] =
        [
            "An arrow leads from a folder to one whose files it imports or names.", "矢印は、インポートする、または名指しするファイルのあるフォルダーへ向かいます。", "箭头从一个文件夹指向它导入或提到其文件的文件夹。",
            "箭頭從一個資料夾指向它匯入或提到其檔案的資料夾。", "Una flecha va de una carpeta a otra cuyos archivos importa o nombra.", "화살표는 가져오거나 언급하는 파일이 있는 폴더를 가리킵니다.",
            "Mũi tên đi từ một thư mục đến thư mục có tệp mà nó nhập hoặc nhắc đến.", "Uma seta vai de uma pasta àquela cujos arquivos ela importa ou nomeia.",
            "Une flèche va d’un dossier à celui dont il importe ou nomme les fichiers.",
            "Стрелка ведёт от папки к той, файлы которой она импортирует или называет."
        ],
        [WikiWord.Counted] =
        [
            "This page draws on {0} files with {1} lines and {2} declarations, most of them in {3}.",
            "このページは {0} 個のファイル（{1} 行、{2} 個の宣言）に基づきます。その多くは {3} にあります。", "本页基于 {0} 个文件，共 {1} 行、{2} 个声明，大多位于 {3}。", "本頁根據 {0} 個檔案，共 {1} 行、{2} 個宣告，多數位於 {3}。",
            "Esta página se basa en {0} archivos con {1} líneas y {2} declaraciones, la mayoría en {3}.",
            "이 페이지는 파일 {0}개, {1}줄, 선언 {2}개를 바탕으로 하며 대부분 {3}에 있습니다.", "Trang này dựa trên {0} tệp với {1} dòng và {2} khai báo, phần lớn nằm trong {3}.",
            "Esta página se baseia em {0} arquivos com {1} linhas e {2} declarações, a maioria em {3}.",
            "Cette page s’appuie sur {0} fichiers, {1} lignes et {2} déclarations, pour la plupart dans {3}.",
            "Эта страница опирается на файлы: {0}, строк: {1}, объявлений: {2}; большинство из них в {3}."
        ],
        [WikiWord.TypeArrows] =
        [
            "An arrow leads from a type to one that it extends or implements.", "矢印は、継承または実装する型へ向かいます。", "箭头从一个类型指向它继承或实现的类型。", "箭頭從一個型別指向它繼承或實作的型別。",
            "Una flecha va de un tipo a otro que extiende o implementa.", "화살표는 상속하거나 구현하는 타입을 가리킵니다.",
            "Mũi tên đi từ một kiểu đến kiểu mà nó kế thừa hoặc hiện thực.", "Uma seta vai de um tipo ao que ele estende ou implementa.",
            "Une flèche va d’un type à celui qu’il étend ou met en œuvre.", "Стрелка ведёт от типа к тому, который он расширяет или реализует."
        ],
        [WikiWord.Name] = ["Name", "名前", "名称", "名稱", "Nombre", "이름", "Tên", "Nome", "Nom", "Имя"],
        [WikiWord.Says] =
        [
            "What its comment says", "コメントの記述", "注释内容", "註解內容", "Lo que dice su comentario", "주석 내용", "Nội dung chú thích", "O que diz o comentário",
            "Ce que dit son commentaire", "Что сказано в комментарии"
        ],
        [WikiWord.Source] = ["Source", "出典", "来源", "來源", "Fuente", "출처", "Nguồn", "Fonte", "Source", "Источник"],
        [WikiWord.Default] = ["Default", "既定値", "默认值", "預設值", "Valor predeterminado", "기본값", "Mặc định", "Padrão", "Valeur par défaut", "По умолчанию"],
        [WikiWord.Options] =
            ["Options", "オプション", "选项", "選項", "Opciones", "옵션", "Tùy chọn", "Opções", "Options", "Параметры"],
        [WikiWord.Declarations] = ["Declarations", "宣言", "声明", "宣告", "Declaraciones", "선언", "Khai báo", "Declarações", "Déclarations", "Объявления"],
        [WikiWord.OtherFiles] =
        ["Other files", "その他のファイル", "其他文件", "其他檔案", "Otros archivos", "기타 파일", "Các tệp khác", "Outros arquivos", "Autres fichiers", "Другие файлы"],
        [WikiWord.ReadOn] =
        ["Read on", "さらに読む", "延伸阅读", "延伸閱讀", "Seguir leyendo", "더 읽기", "Đọc thêm", "Continue lendo", "Pour aller plus loin", "Читать дальше"],
        [WikiWord.InReadme] =
        [
            "The README says:", "README の記述:", "README 中写道：", "README 中寫道：", "El README dice:", "README의 설명:", "README viết:", "O README diz:",
            "Le README dit :", "В README сказано:"
        ],
        [WikiWord.NoText] =
        [
            "The index holds no text of these files.", "索引にはこれらのファイルの本文がありません。", "索引中没有这些文件的内容。", "索引中沒有這些檔案的內容。",
            "El índice no contiene el texto de estos archivos.", "색인에 이 파일들의 내용이 없습니다.", "Chỉ mục không có nội dung của các tệp này.",
            "O índice não contém o texto destes arquivos.", "L’index ne contient pas le texte de ces fichiers.", "В индексе нет текста этих файлов."
        ],
        [WikiWord.Exercise] = ["Exercise", "演習", "练习", "練習", "Ejercicio", "연습", "Bài tập", "Exercício", "Exercice", "Упражнение"],
        [WikiWord.Steps] =
        [
            "Read these lines in order:", "次の行を順に読んでください:", "请依次阅读这些代码行：", "請依序閱讀這些程式碼行：", "Lea estas líneas en orden:", "다음 줄을 순서대로 읽으세요:",
            "Hãy đọc các dòng này theo thứ tự:", "Leia estas linhas em ordem:", "Lisez ces lignes dans l’ordre :", "Прочитайте эти строки по порядку:"
        ],
        [WikiWord.Question] =
        [
            "Which other files name {0}, and what for?", "{0} を参照しているファイルはどれで、何のためですか？", "还有哪些文件提到 {0}，用途是什么？", "還有哪些檔案提到 {0}，用途是什麼？",
            "¿Qué otros archivos nombran {0} y para qué?", "{0}을(를) 언급하는 다른 파일은 무엇이며, 왜 그런가요?", "Những tệp nào khác nhắc đến {0}, và để làm gì?",
            "Que outros arquivos nomeiam {0}, e para quê?", "Quels autres fichiers nomment {0}, et pourquoi ?", "Какие другие файлы называют {0} и зачем?"
        ],
    }.ToFrozenDictionary();
}
