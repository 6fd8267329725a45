// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/helper_decoder.h"

#include "core/base/log.h"
#include "core/platform/decoder_sandbox.h"

#include <QStringDecoder>

namespace sotto::app {
namespace {

constexpr std::chrono::seconds kMostTime{8};  // by the wall; it has 2 s of CPU

Error errorOf(DecodeStatus status)
{
    if (status == DecodeStatus::NoCode)
        return {Errc::NotFound, "no code in the picture"};
    return status == DecodeStatus::Broken ? Error{Errc::Malformed, "broken picture"}
                                          : Error{Errc::Unsupported, "not shown"};
}

Result<QString> textOf(const QByteArray& utf8)
{
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(utf8);
    return decode.hasError() ? Result<QString>{Error{Errc::Malformed, "not UTF-8"}} : text;
}

}  // namespace

HelperDecoder::HelperDecoder(QString program, QStringList arguments, Time time, QObject* parent)
    : QObject(parent),
      m_program(std::move(program)),
      m_arguments(std::move(arguments)),
      m_time(time)
{
}

HelperDecoder::~HelperDecoder()
{
    if (m_process) {
        m_process->disconnect(this);
        m_process->kill();
        m_process->waitForFinished(1000);
    }
}

Task<Picture> HelperDecoder::decode(QByteArray bytes, int mostSide)
{
    if (bytes.size() > kMostBytes || mostSide < 1 || mostSide > kMostSide)
        return readyTask<Picture>(Error{Errc::Unsupported, "too large"});
    auto promise = std::make_shared<Promise<Picture>>();
    auto task = promise->task();
    ask({std::move(bytes), mostSide, [promise](const Result<Answer>& answer) {
             promise->finish(
                 answer ? Result{Picture{answer->head.width, answer->head.height, answer->body}}
                        : Result<Picture>{answer.error()});
         }});
    return task;
}

Task<QString> HelperDecoder::readCode(QByteArray bytes)
{
    if (bytes.size() > kMostBytes)
        return readyTask<QString>(Error{Errc::Unsupported, "too large"});
    auto promise = std::make_shared<Promise<QString>>();
    auto task = promise->task();
    ask({std::move(bytes), kTextWanted, [promise](const Result<Answer>& answer) {
             promise->finish(answer ? textOf(answer->body) : Result<QString>{answer.error()});
         }});
    return task;
}

void HelperDecoder::ask(Request request)
{
    m_requests.push_back(std::move(request));
    if (!m_process)
        startNext();
}

void HelperDecoder::startNext()
{
    if (m_requests.empty())
        return;
    m_answer.clear();
    m_head.reset();
    auto* const process = m_process = new QProcess(this);
    m_process->setProgram(m_program);
    m_process->setArguments(m_arguments);
    QProcessEnvironment empty;
    empty.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    m_process->setProcessEnvironment(empty);
    m_process->setStandardErrorFile(QProcess::nullDevice());
    m_process->setChildProcessModifier(platform::inheritOnlyStandardStreams);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &HelperDecoder::read);
    connect(m_process, &QProcess::finished, this, [this] {
        read();
        if (m_process)
            finish(answer());
    });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(Error{Errc::Unsupported, "no decoder"});
    });
    m_deadline = m_time.scheduler.after(kMostTime, [this] {
        finish(Error{Errc::Timeout, "the decoder hangs"});
    });
    m_process->start(QIODevice::ReadWrite);
    if (m_process != process)
        return;  // it could not even be started
    auto& request = m_requests.front();
    m_process->write(requestHead(request.mostSide, request.bytes.size()));
    m_process->write(std::exchange(request.bytes, {}));
    m_process->closeWriteChannel();
}

void HelperDecoder::read()
{
    if (!m_process)
        return;
    m_answer += m_process->readAllStandardOutput();
    if (!m_head && m_answer.size() >= kAnswerHead) {
        m_head = readAnswerHead(m_answer.left(kAnswerHead), m_requests.front().mostSide);
        if (!m_head)
            return finish(Error{Errc::Malformed, "a decoder's answer"});
    }
    const auto most = kAnswerHead + (m_head ? m_head->bodyBytes() : 0);
    if (m_answer.size() > most)
        finish(Error{Errc::Malformed, "a decoder's answer is too long"});
}

/// What the process said, once it has ended.
Result<HelperDecoder::Answer> HelperDecoder::answer() const
{
    if (!m_head || m_process->exitStatus() != QProcess::NormalExit || m_process->exitCode() != 0)
        return Error{Errc::Malformed, "the decoder died"};
    if (m_head->status != DecodeStatus::Decoded)
        return errorOf(m_head->status);
    if (m_answer.size() != kAnswerHead + m_head->bodyBytes())
        return Error{Errc::Malformed, "a decoder's answer is too short"};
    return Answer{*m_head, m_answer.mid(kAnswerHead)};
}

void HelperDecoder::finish(Result<Answer> result)
{
    if (!result)
        log::warning("pictures", "not decoded", {{"why", result.error().code}});
    m_deadline.reset();
    m_process->disconnect(this);
    auto* const process = std::exchange(m_process, nullptr);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
    } else {
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->kill();
    }
    m_answer.clear();
    const auto answered = std::move(m_requests.front().answered);
    m_requests.pop_front();
    startNext();
    answered(std::move(result));
}

}  // namespace sotto::app
