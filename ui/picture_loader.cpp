// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_loader.h"

namespace sotto::ui {

PictureLoader::PictureLoader(Client& client, PictureDecoder* decoder, QObject* parent)
    : QObject(parent),
      m_client(client),
      m_decoder(decoder)
{
    connect(&m_client, &Client::attachmentLoaded, this, &PictureLoader::onBytes);
}

void PictureLoader::want(MessageId id, int mostSide)
{
    if (!canShow() || !m_asked[id].insert(mostSide).second)
        return;
    const bool isFirst = m_waiting[id].empty();
    m_waiting[id].insert(mostSide);
    if (isFirst)
        m_client.loadAttachment(id);
}

void PictureLoader::clear()
{
    m_asked.clear();
    m_waiting.clear();
}

void PictureLoader::forget(MessageId id, int mostSide)
{
    m_asked[id].erase(mostSide);
}

void PictureLoader::onBytes(MessageId id, const QByteArray& bytes)
{
    const auto sizes = m_waiting.extract(id);
    if (sizes.empty())
        return;
    for (const int mostSide : sizes.mapped()) {
        m_decoder->decode(bytes, mostSide).then(this, [this, id, mostSide](Result<Picture> answer) {
            onPicture(id, mostSide, answer);
        });
    }
}

void PictureLoader::onPicture(MessageId id, int mostSide, const Result<Picture>& picture)
{
    if (!m_asked.contains(id))
        return;  // of a conversation that was left
    if (!picture) {
        Q_EMIT failed(id, mostSide);
        return;
    }
    // Copied: the bytes of the answer do not live as long.
    const QImage view(reinterpret_cast<const uchar*>(picture->rgba.constData()), picture->width,
                      picture->height, qsizetype{4} * picture->width, QImage::Format_RGBX8888);
    Q_EMIT loaded(id, mostSide, view.copy());
}

}  // namespace sotto::ui
